// The program as one script, which main/cli.ts loads when a command needs it: the one file that knows both the command line and
// the loopback host, which know nothing of each other.
export { cliPorts } from './cli/cli-ports.ts';
export { createApp } from './create-app.ts';
export { startLoopbackHost } from './loopback/host.ts';
