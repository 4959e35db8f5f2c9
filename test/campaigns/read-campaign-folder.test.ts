import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'

const made: string[] = []
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'campaign-'))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true })
})

it('reads the files of a campaign and ignores the rest of its folder', async () => {
  const folder = await folderOf({
    'campaign.yaml': 'id: a',
    'sample.json': '{}',
    'offer.zh-CN.mjml': '<mjml>你好</mjml>',
    'notes.txt': 'for us',
  })
  const own = [...(await readCampaignFolder(folder))].filter(([name]) => !name.startsWith('../'))
  expect(own).toEqual([
    ['campaign.yaml', 'id: a'],
    ['offer.zh-CN.mjml', '<mjml>你好</mjml>'],
    ['sample.json', '{}'],
  ])
})

it('reports a folder that is not a campaign', async () => {
  const folder = await folderOf({ 'notes.txt': 'for us' })
  await expect(readCampaignFolder(folder)).rejects.toMatchObject({
    code: 'no-campaign-here',
    message: `${folder} is not a campaign's folder: it has no campaign.yaml`,
  })
  await expect(readCampaignFolder(join(folder, 'nowhere'))).rejects.toThrow(/no campaign.yaml/)
})
