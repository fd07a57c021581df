/** Slices put at the object store itself, in attempts that go on where the one before broke off. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, it, mock } from 'node:test';

import { attemptsAt, Store } from '../src/upload/directly.ts';

const PATH = '/api/v1/renditions/r/slices/7';
const ASK = '/api/v1/renditions/r/addresses';
const ADDRESS = 'https://store.test/bucket/key?signed';
const BODY = new Blob(['sealed bytes']);
const slice = { address: PATH, body: BODY, digests: 'AAAA', headers: { 'X-Gobetween': '1' } };

let said: string[] = [];
let puts: { readonly address: string; readonly headers: Record<string, string> }[] = [];
/** What a PUT is answered with, by its address; 0 for a connection that is lost. */
let answers: Record<string, number[]> = {};
let service: (path: string, body: unknown) => Response | Error;

class Request {
  upload: { onprogress: unknown } = { onprogress: null };
  onloadend: () => void = () => undefined;
  status = 0;
  #address = '';
  #headers: Record<string, string> = {};

  open(_method: string, address: string): void {
    this.#address = address;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  abort(): void {
    this.onloadend();
  }

  send(): void {
    puts.push({ address: this.#address, headers: this.#headers });
    said.push(`PUT ${this.#address}`);
    this.status = answers[this.#address]?.shift() ?? 204;
    queueMicrotask(() => this.onloadend());
  }
}

beforeEach(() => {
  said = [];
  puts = [];
  answers = {};
  service = (path) =>
    path === ASK
      ? Response.json({ slices: [{ slice: 7, address: ADDRESS }] })
      : new Response(null, { status: 204 });
  mock.method(globalThis, 'fetch', (path: string, init: RequestInit) => {
    said.push(`POST ${path}`);
    const answer = service(path, JSON.parse(String(init.body)));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  (globalThis as Record<string, unknown>)['XMLHttpRequest'] = Request;
});

afterEach(() => mock.restoreAll());

async function tried(store: Store, times: number): Promise<number[]> {
  const attempt = attemptsAt(slice, store);
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) {
    statuses.push(await attempt(new AbortController().signal, () => undefined));
  }
  return statuses;
}

it('the service is asked for an address, the store given the bytes, and the service told', async () => {
  let wanted: unknown;
  const before = service;
  service = (path, body) => {
    if (path === ASK) wanted = body;
    return before(path, body);
  };
  assert.deepEqual(await tried(new Store(true), 1), [204]);
  assert.deepEqual(said, [`POST ${ASK}`, `PUT ${ADDRESS}`, `POST ${PATH}/arrival`]);
  assert.deepEqual(wanted, { slices: [{ slice: 7, size: BODY.size, digests: 'AAAA' }] });
  // A header of one's own would be shown to the store, and asked about by the browser first.
  assert.deepEqual(puts[0]?.headers, {});
});

it('what the store did not take goes through the service at the next attempt', async () => {
  answers = { [ADDRESS]: [0] };
  const store = new Store(true);
  assert.deepEqual(await tried(store, 2), [0, 204]);
  assert.deepEqual(said, [`POST ${ASK}`, `PUT ${ADDRESS}`, `PUT ${PATH}`]);
  assert.equal(puts[1]?.headers['X-Gobetween'], '1');
  assert.equal(store.worthTrying, false);
});

it('a store that took something before is tried again for the next slice', async () => {
  answers = { [ADDRESS]: [200, 403] };
  const store = new Store(true);
  await tried(store, 1);
  assert.deepEqual(await tried(store, 1), [0]);
  assert.equal(store.worthTrying, true);
});

it('where the answer to what arrived is lost nothing is put again', async () => {
  let lost = 0;
  const before = service;
  service = (path, body) =>
    path.endsWith('/arrival') && (lost += 1) === 1 ? new TypeError('lost') : before(path, body);
  assert.deepEqual(await tried(new Store(true), 2), [0, 204]);
  assert.equal(puts.length, 1);
});

it('what is stored already is not put at all', async () => {
  service = () => Response.json({ slices: [{ slice: 7, address: null }] });
  assert.deepEqual(await tried(new Store(true), 1), [204]);
  assert.deepEqual(puts, []);
});

it('what turns out not to be there, or to be something else, goes through the service', async () => {
  for (const facts of [{ field: 'bytes' }, { field: 'promise' }, { reason: 'slice-digest' }]) {
    said = [];
    service = (path) =>
      path === ASK
        ? Response.json({ slices: [{ slice: 7, address: ADDRESS }] })
        : Response.json(facts, { status: 409 });
    assert.deepEqual(await tried(new Store(true), 2), [0, 204]);
    assert.equal(said.at(-1), `PUT ${PATH}`);
  }
});

it('where there are no addresses any more it goes through the service at once', async () => {
  service = () => Response.json({ field: 'address' }, { status: 409 });
  assert.deepEqual(await tried(new Store(true), 1), [204]);
  assert.deepEqual(said, [`POST ${ASK}`, `PUT ${PATH}`]);
});

it('a refusal that will stay the same is told as it is', async () => {
  service = () => Response.json({ state: 'submitted' }, { status: 409 });
  assert.deepEqual(await tried(new Store(true), 1), [409]);
  assert.deepEqual(puts, []);
});
