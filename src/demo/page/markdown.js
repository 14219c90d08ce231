// @ts-check
import { h } from './dom.js'

/*
 * The part of GitHub Flavored Markdown that cards use, built as nodes: paragraphs, line breaks, bullet and
 * numbered lists, headings, bold, italic, code, and links to http(s). HTML stays text, images stay their words.
 */

const inlinePattern =
  /\\([!-/:-@[-`{-~])|&(lt|gt|amp|quot|#39|nbsp);|!\[([^\]]*)\]\([^)]*\)|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|\*\*(.+?)\*\*|`([^`]+)`|\*([^*\s][^*]*)\*|(?<!\w)_([^_]+)_(?!\w)/g

/** @type {Readonly<Record<string, string>>} */
const entities = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' }

/**
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function markdown(text) {
  const fragment = document.createDocumentFragment()
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n\s*\n/)) {
    for (const node of blockNodes(block.split('\n').filter((line) => line.trim() !== ''))) {
      fragment.append(node)
    }
  }
  return fragment
}

/**
 * A block may change from text to list and back without an empty line.
 * @param {readonly string[]} lines
 */
function blockNodes(lines) {
  /** @type {HTMLElement[]} */
  const nodes = []
  for (const line of lines) {
    const item = /^\s*(?:([-*+])|\d{1,3}[.)])\s+(.*)$/.exec(line)
    const heading = /^#{1,6}\s+(.*)$/.exec(line)
    const last = nodes.at(-1)
    if (item !== null) {
      const tag = item[1] === undefined ? 'ol' : 'ul'
      const list = last?.localName === tag ? last : h(tag)
      list.append(h('li', {}, ...inline(item[2] ?? '')))
      if (list !== last) nodes.push(list)
    } else if (heading !== null) {
      nodes.push(h('p', { class: 'md-heading' }, ...inline(heading[1] ?? '')))
    } else if (last?.localName === 'p' && last.className === '') {
      last.append(h('br'), ...inline(line.trim()))
    } else {
      nodes.push(h('p', {}, ...inline(line.trim())))
    }
  }
  return nodes
}

/**
 * @param {string} text
 * @returns {(Node | string)[]}
 */
function inline(text) {
  /** @type {(Node | string)[]} */
  const nodes = []
  let from = 0
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > from) nodes.push(text.slice(from, match.index))
    nodes.push(inlineNode(match))
    from = match.index + match[0].length
  }
  if (from < text.length) nodes.push(text.slice(from))
  return nodes
}

/**
 * @param {RegExpExecArray} match
 * @returns {Node | string}
 */
function inlineNode([whole, escaped, entity, image, label, url, bold, code, star, underscore]) {
  if (escaped !== undefined) return escaped
  if (entity !== undefined) return entities[entity] ?? whole
  if (image !== undefined) return image
  if (label !== undefined && url !== undefined) return outsideLink(url, plain(label))
  if (bold !== undefined) return h('strong', {}, ...inline(bold))
  if (code !== undefined) return h('code', {}, code)
  return h('em', {}, ...inline(star ?? underscore ?? ''))
}

/**
 * The words of a link, which hold no further marks.
 * @param {string} text
 */
function plain(text) {
  return text.replace(
    /\\([!-/:-@[-`{-~])|&(lt|gt|amp|quot|#39|nbsp);/g,
    (whole, escaped, entity) => escaped ?? entities[entity] ?? whole
  )
}

/**
 * A link out of the EHR, or its words alone when the address is not http(s).
 * @param {string} url
 * @param {string} label
 */
export function outsideLink(url, label) {
  return /^https?:\/\//i.test(url)
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label)
    : h('span', {}, label)
}
