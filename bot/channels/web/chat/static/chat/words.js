/** The words this page was sent with: `<template id="ord-ID">`. No word stands in a script. */

/** @param {string} id @returns {string} the plain text, or nothing if the page has no such word */
export const word = (id) => document.getElementById(`ord-${id}`)?.content.textContent.trim() ?? '';

/** @param {string} id @returns {DocumentFragment | string} with its links */
export const words = (id) => document.getElementById(`ord-${id}`)?.content.cloneNode(true) ?? '';
