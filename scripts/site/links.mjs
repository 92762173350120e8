// links.mjs SITE BASE: fails if a page of the built site links to a page, file or heading that is not there, or loads
// anything from another host.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

const [site, base] = process.argv.slice(2)
const files = readdirSync(site, { recursive: true }).filter((file) => statSync(join(site, file)).isFile())
const pages = new Map(files.filter((file) => file.endsWith('.html'))
  .map((file) => [file, readFileSync(join(site, file), 'utf8')]))
const ids = new Map([...pages].map(([file, html]) => [file, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((id) => id[1]))]))
const text = (attribute) => attribute.replaceAll('&amp;', '&').replaceAll('&#39;', "'")
const errors = new Set()
let count = 0

function check(page, address) {
  const url = new URL(text(address), `http://site${base}${page}`)
  if (url.origin !== 'http://site') return
  count++
  let file = decodeURIComponent(url.pathname)
  if (!file.startsWith(base)) return errors.add(`${page}: ${address} is outside of ${base}`)
  file = posix.join('.', file.slice(base.length))
  if (file === '.' || file.endsWith('/')) file = posix.join(file, 'index.html')
  if (!existsSync(join(site, file))) return errors.add(`${page}: ${address} does not exist`)
  const fragment = decodeURIComponent(url.hash.slice(1))
  if (fragment && !ids.get(file)?.has(fragment)) errors.add(`${page}: ${address}: no such heading`)
}

for (const [page, html] of pages) {
  for (const [, attributes] of html.matchAll(/<a\s([^>]*)>/g)) {
    const href = /(?:^|\s)href="([^"]*)"/.exec(attributes)
    if (href) check(page, href[1])
  }
  for (const [tag, address] of html.matchAll(/<(?:script|link|img|source|iframe)\s[^>]*?\b(?:src|href)="([^"]*)"[^>]*>/g)) {
    if (/^(https?:)?\/\//.test(address)) errors.add(`${page}: loads from elsewhere: ${tag}`)
    else if (!address.startsWith('data:')) check(page, address)
  }
}
for (const file of files.filter((each) => each.endsWith('.css'))) {
  if (/(url\(["']?|@import ["'])(https?:)?\/\//.test(readFileSync(join(site, file), 'utf8'))) errors.add(`${file}: loads from elsewhere`)
}
if (pages.size < 2 || count < pages.size) errors.add(`${site} is no site`)
for (const error of errors) console.error(error)
console.log(`${pages.size} pages, ${count} links, ${errors.size} errors`)
process.exit(errors.size ? 1 : 0)
