/** Ends its own process in the middle of one migration of a file, before the commit. */
import { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS } from '../../../functions/store/sqlite/migrations.ts'

const [file = '', to] = process.argv.slice(2)
const sqlite = new DatabaseSync(file)
sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA cache_size = 1; BEGIN IMMEDIATE')
MIGRATIONS.find((one) => one.to === Number(to))?.run(sqlite)
process.kill(process.pid, 'SIGKILL')
