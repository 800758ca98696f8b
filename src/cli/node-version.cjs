// Loaded before every command, in a language that the oldest Node reads: one that cannot take the types out of
// TypeScript would otherwise stop with a page of its own words.
const [major, minor] = process.versions.node.split('.').map(Number);
// 22.18 is the first Node that runs TypeScript unasked.
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old for this project: run "npm ci", which brings its own, or install Node 22.18 or newer. (Ten Node jest za stary: uruchom "npm ci".)\n`,
  );
  process.exit(2);
}
