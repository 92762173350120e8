// The site's configuration; scripts/site/build copies it next to the pages.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const checkout = resolve(docs, '../../..')
const base = process.env.SITE_BASE || '/'
// GitHub Actions sets these; elsewhere the site links to no repository.
const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env
const repository = server && name ? `${server}/${name}` : ''

const markdown = (directory) => readdirSync(join(docs, directory), { withFileTypes: true })
  .filter((file) => file.isFile() && file.name.endsWith('.md'))
  .map((file) => posix.join(directory, file.name.slice(0, -3)))
  .sort()

function page(path) {
  if (path === 'index') return { text: 'Overview', link: '/' }
  const heading = /^# (.*)$/m.exec(readFileSync(join(docs, `${path}.md`), 'utf8'))
  return { text: heading[1].replaceAll('`', '').replace(/^The driver /, ''), link: `/${path.replace(/index$/, '')}` }
}

// first: pages of the directory in this order; its others follow by name
const directory = (path, ...first) => {
  const named = first.map((name) => `${path}/${name}`)
  return [...named, ...markdown(path).filter((other) => !named.includes(other))]
}

const sections = [
  ['Getting started', ['index', 'install', 'migrating']],
  ['Tasks', [...directory('tasks', 'troubleshooting', 'ci', 'gitlab-runner', 'ansible', 'library', 'share'), 'apply', 'swarm']],
  ['Drivers', [...directory('drivers', 'generic', 'qemu', 'none', 'digitalocean', 'amazonec2', 'openstack'), 'drivers']],
  ['How it works', ['provisioning', 'ssh', 'security', 'performance', 'compatibility']],
  ['Reference', ['apply-file', 'environment', 'files', 'errors', 'exit-codes', 'formatting', 'CHANGELOG']],
  ['Architecture', ['project-layout', 'internals', 'CONTRIBUTING', 'dependencies', 'NOTICES']],
]
const exists = (path) => existsSync(join(docs, `${path}.md`))
const groups = sections.map(([text, pages]) => ({ text, items: pages.filter(exists).map(page) }))
const group = (text) => groups.find((each) => each.text === text).items
group('Reference').unshift({ text: 'Commands', link: '/commands/', collapsed: true,
  items: markdown('commands').filter((path) => path !== 'commands/index').map(page) })
group('Architecture').push({ text: 'Decisions', collapsed: true, items: markdown('adr').map(page) })
// a page that nobody has put into a section yet
const others = markdown('.').filter((path) => !sections.some(([, pages]) => pages.includes(path)))
if (others.length) groups.splice(2, 0, { text: 'More', items: others.map(page) })

/** Links to README.md lead to the page of its directory; those to files outside docs/ to the repository, if it is known. */
function links(md) {
  md.core.ruler.push('links', ({ tokens, env }) => {
    for (const token of tokens.flatMap((each) => each.children || [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null
      if (!href || /^([a-z]+:|#|\/)/.test(href)) continue
      const [path, fragment] = href.split('#')
      const target = posix.join('docs', dirname(env.relativePath), path)
      if (target.startsWith('docs/')) {
        token.attrSet('href', href.replace(/README\.md/, 'index.md'))
      } else if (!existsSync(join(checkout, target))) {
        throw new Error(`${env.relativePath}: ${href} does not exist`)
      } else if (repository) {
        token.attrSet('href', `${repository}/blob/HEAD/${target}${fragment ? `#${fragment}` : ''}`)
      } else {
        token.tag = 'span'
        token.attrs = [['title', target]]
        // the end of a link is the next one: links do not nest
        const siblings = tokens.find((each) => each.children?.includes(token)).children
        siblings.slice(siblings.indexOf(token)).find((each) => each.type === 'link_close').tag = 'span'
      }
    }
  })
}

/** Braces are text here, and no expressions of Vue. */
function braces(md) {
  for (const rule of ['text', 'code_inline']) {
    const render = md.renderer.rules[rule]
    md.renderer.rules[rule] = (...args) => render(...args).replaceAll('{{', '&#123;&#123;')
  }
}

/** A click on a picture shows it alone, as large as the window; scripts/site/build copies the pictures as they are. */
function pictures(md) {
  const image = md.renderer.rules.image
  md.renderer.rules.image = (...args) => {
    const [tokens, index, , env] = args
    const file = posix.join(dirname(env.relativePath), tokens[index].attrGet('src'))
    return `<a class="picture" href="${base}${file}" target="_self">${image(...args)}</a>`
  }
}

/** Cells with sentences get a width, and short code does not wrap, so that wide tables scroll and stay legible. */
function tables(md) {
  md.core.ruler.push('tables', ({ tokens }) => tokens.forEach((token, index) => {
    if (token.type === 'td_open' && tokens[index + 1].content.length > 40) token.attrJoin('class', 'long')
    for (const part of token.children || []) {
      if (part.type === 'code_inline' && part.content.length <= 30) part.attrJoin('class', 'short')
    }
  }))
}

const icon = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='#3451b2'/>"
  + "<text x='16' y='22' font-family='sans-serif' font-weight='bold' font-size='17' fill='#fff' text-anchor='middle'>jm</text></svg>"

export default {
  title: 'jm',
  description: 'One command makes a Docker engine anywhere: a drop-in replacement for docker-machine',
  lang: 'en',
  base,
  cacheDir: join(docs, '../cache'),
  head: [
    // nothing may be loaded from elsewhere
    ['meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'self' 'unsafe-inline'; img-src 'self' data:" }],
    ['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }],
  ],
  markdown: {
    languageAlias: { console: 'shellsession' },
    // the names that GitHub gives to headings, so that a link works in both places
    anchor: { slugify: (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '').replaceAll(' ', '-') },
    config(md) {
      braces(md)
      links(md)
      pictures(md)
      tables(md)
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Install', link: '/install' },
      { text: 'Commands', link: '/commands/' },
      { text: 'Troubleshooting', link: '/tasks/troubleshooting' },
    ],
    sidebar: groups,
    outline: [2, 3],
    socialLinks: repository ? [{ icon: 'github', link: repository }] : [],
    footer: { message: 'Apache License 2.0' },
  },
}
