/** What the scripts take from the page and put into it. No word stands in a script: it was sent with the page. */

/** @param {string} id @returns {string} the text of `<template id="ord-ID">`, or nothing if the page has none */
export const word = (id) => words(id)?.textContent.trim() ?? '';

/** @param {string} id @returns {DocumentFragment | undefined} the same with its paragraphs and links */
export const words = (id) => document.getElementById(`ord-script_${id}`)?.content.cloneNode(true);

/**
 * @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} inside
 * @returns {HTMLElement}
 */
export function make(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}
