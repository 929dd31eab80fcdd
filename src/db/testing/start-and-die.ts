import { startEmbeddedPostgres } from '../embedded/embedded-postgres.js'

/** Starts the server of the folder given, prints its process number and is killed the hard way. */
const server = await startEmbeddedPostgres({ directory: process.argv[2]! })
process.stdout.write(String(server.pid), () => {
  process.kill(process.pid, 'SIGKILL')
})
