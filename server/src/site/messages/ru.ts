import type { Catalogue } from "./en.ts";

export const ru = {
  "site.name": "Закон по датам",
  skip: "К содержанию",
  "leave.action": "Уйти с сайта",
  "nav.label": "Страницы",
  "nav.languages": "Язык",
  "nav.front": "Статьи",
  "nav.regimes": "Лента времени",
  "nav.changes": "Что изменилось",
  "nav.search": "Поиск",
  "nav.what": "Что применимо?",
  "foot.what":
    "Здесь своими словами сказано, что установлено в статье, и указан источник. Решает официальный текст. Это не юридическая консультация.",
  "foot.trace":
    "Эти страницы не ставят cookie и ничего о вас не сохраняют. Но браузер может запомнить адреса, которые вы открывали; приватное окно их не запоминает.",
  "foot.printed": "Адрес: {address}. Редакция данных: {hash}.",

  "error.notFound.title": "Такой страницы нет",
  "error.notFound.text": "По этому адресу ничего нет. Найдите статью поиском или начните со списка.",
  "error.noNorm.title": "Статьи «{id}» нет",
  "error.noNorm.text": "Её нет в собрании, или адрес написан с ошибкой.",
  "error.noNorm.near": "Возможно, имелось в виду:",
  "error.noDay.title": "Такого дня нет",
  "error.noDay.text": "«{value}» — такого дня в календаре нет. Пишите год-месяц-день: 2024-06-16.",
  "error.early.title": "Раньше первого дня собрания",
  "error.early.text":
    "Собрание начинается {first}. О праве до этого дня здесь ничего не сказано, чтобы не гадать.",
  "error.early.go": "Показать право на {first}",
  "error.failed.title": "Произошла ошибка на нашей стороне",
  "error.failed.text": "Ничего не потеряно. Попробуйте через минуту. Номер запроса: {id}.",
  "error.back": "К списку статей",

  "cite.article": "{act} {article}",
  "cite.paragraph": "{act} {article} п. {paragraph}",
  "cite.part": "{whole} ч. {part}",

  "kind.definition": "определение",
  "kind.offence": "правонарушение",
  "kind.measure": "мера защиты",
  "kind.duty": "обязанность",
  "kind.right": "право",
  "kind.service": "услуга",
  "kind.general": "общее правило",

  "time.since": "Действует с {from}",
  "time.sinceUntil": "Действовала с {from} до {until}",
  "time.between": "дня между {from} и {to}",

  "norm.onDay": "На {date}",
  "norm.none": "На {date} эта статья не действовала.",
  "norm.sources": "Где это прочитано",
  "norm.by": "Введено: {act}",
} satisfies Catalogue;
