/** The only clock of the vault: whole seconds since 1970. Sealing gets the time as a parameter. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
