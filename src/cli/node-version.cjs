// Loaded before every command, in syntax that the oldest Node can read: a Node without TypeScript support would
// otherwise stop with an unclear error.
const [major, minor] = process.versions.node.split('.').map(Number);
// 22.18 is the first Node that runs TypeScript without a flag.
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old for this project: run "npm ci", which brings its own, or install Node 22.18 or newer. (Ten Node jest za stary: uruchom "npm ci".)\n`,
  );
  process.exit(2);
}
