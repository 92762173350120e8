// svg.mjs TOOL CAST SVG: draws a recording in asciinema's format as an animated SVG, with the svg-term in the directory TOOL.
// The same recording gives the same bytes.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const [tool, cast, svg] = process.argv.slice(2)
const { render } = createRequire(resolve(tool, 'package.json'))('svg-term')
const recording = readFileSync(cast)
const [header, ...events] = recording.toString().trim().split('\n').map((line) => JSON.parse(line))

// Pauses are at most as long as the recording says. The last picture stays for some seconds before it starts again.
const last = 5
let time = 0
let before = 0
const shortened = events.map(([when, type, text]) => {
  time += Math.min(when - before, header.idle_time_limit)
  before = when
  return [time, type, text]
})
const end = time
shortened.push([end + last, 'o', ''])
const lines = [header, ...shortened].map((line) => JSON.stringify(line))
const drawn = render(lines.join('\n'), { window: true, fps: 20 })

// svg-term gives the picture no coordinates, by which it can be scaled, and shows motion also to those who want none.
const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(drawn)
const [, moved] = /\.(\w+)\{animation-duration/.exec(drawn)
const still = `@media(prefers-reduced-motion:reduce){.${moved}{animation-delay:-${end}s;animation-play-state:paused}}`
const title = header.title.replace(/[&<]/g, (character) => `&#${character.charCodeAt(0)};`)
const sum = createHash('sha256').update(recording).digest('hex')
const head = ` viewBox="0 0 ${width} ${height}"><title>${title}</title><!-- of the recording with the SHA-256 ${sum} -->`
writeFileSync(svg, drawn.replace('>', head).replace('</style>', `${still}</style>`) + '\n')
