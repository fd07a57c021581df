/**
 * The portal's only Trusted Types policy. It lets through the addresses of our own workers and
 * nothing else; it refuses to turn text into markup or script.
 */

interface WorkerAddressPolicy {
  createScriptURL(address: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: WorkerAddressPolicy): WorkerAddressPolicy;
}

const OURS = /^\/(?:assets\/(?:vault|upload)-[\w-]+\.js|sw\.js)$/;
const IN_DEVELOPMENT = /^\/src\/(?:vault\/vault|upload\/upload|media\/sw)\.ts(?:\?[\w&=]*)?$/;

const rules: WorkerAddressPolicy = {
  createScriptURL(address) {
    const path = address.startsWith(location.origin)
      ? address.slice(location.origin.length)
      : address;
    if (OURS.test(path) || (import.meta.env.DEV && IN_DEVELOPMENT.test(path))) return path;
    throw new TypeError('Not the address of one of our workers.');
  },
};

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory ? factory.createPolicy('gobetween', rules) : rules;

/**
 * Vouches for the address of a worker of ours, in the form that `new Worker` and
 * `serviceWorker.register` ask for. Throws TypeError for every other address.
 */
export function workerAddress(address: string): string {
  return policy.createScriptURL(address);
}
