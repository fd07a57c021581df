/** Sealed bytes from the object store itself, and through the service wherever that does not do. */
import assert from 'node:assert/strict';
import { afterEach, it, mock } from 'node:test';

import { Refusal } from '../src/vault/inside/refusal.ts';
import { Stored } from '../src/vault/inside/stored.ts';

const SLICE = Uint8Array.from({ length: 64 }, (_, at) => at);
const ADDRESS = 'https://store.test/bucket/key?signed';

interface Asked {
  readonly path: string;
  readonly range: string | null;
  readonly credentials: string | undefined;
}

let asked: Asked[] = [];
let store: () => Response | Error = () => new Response(SLICE);
let service: () => Response = () => new Response(null, { status: 500 });

afterEach(() => mock.restoreAll());

function ready(addresses: () => Response): Stored {
  asked = [];
  mock.method(globalThis, 'fetch', (path: string, init: RequestInit) => {
    const range = new Headers(init.headers).get('Range');
    asked.push({ path, range, credentials: init.credentials });
    if (path.includes('/address?')) return Promise.resolve(addresses());
    const answer = path === ADDRESS ? store() : service();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return new Stored('r', true);
}

const given = () => Response.json({ address: ADDRESS, range: 'bytes=8-15' });
const paths = () => asked.map(({ path }) => path);

it('a part comes from the store by the address of just that part, without a cookie', async () => {
  store = () => new Response(SLICE.slice(8, 16));
  const stored = ready(given);
  assert.deepEqual(await stored.part(3, 8, 8), SLICE.slice(8, 16));
  assert.deepEqual(asked, [
    {
      path: '/api/v1/renditions/r/slices/3/address?first=8&length=8',
      range: null,
      credentials: 'same-origin',
    },
    { path: ADDRESS, range: 'bytes=8-15', credentials: 'omit' },
  ]);
});

it('where the store does not answer, or with something else, the service is asked', async () => {
  for (const answer of [
    new TypeError('no way there'),
    new Response(null, { status: 403 }),
    new Response(SLICE),
  ]) {
    store = () => answer;
    service = () => new Response(SLICE.slice(8, 16), { status: 206 });
    const stored = ready(given);
    assert.deepEqual(await stored.part(0, 8, 8), SLICE.slice(8, 16));
    assert.deepEqual(await stored.part(0, 8, 8), SLICE.slice(8, 16));
    // It never answered as it should: it is out of reach, and is not tried for every part.
    assert.deepEqual(paths(), [
      '/api/v1/renditions/r/slices/0/address?first=8&length=8',
      ADDRESS,
      '/api/v1/renditions/r/slices/0',
      '/api/v1/renditions/r/slices/0',
    ]);
  }
});

it('a store that answered before is tried again after it did not', async () => {
  const answers = [SLICE.slice(8, 16), SLICE, SLICE.slice(8, 16)];
  store = () => new Response(answers.shift());
  service = () => new Response(SLICE.slice(8, 16), { status: 206 });
  const stored = ready(given);
  for (let part = 0; part < 3; part += 1) await stored.part(0, 8, 8);
  assert.equal(paths().filter((path) => path === ADDRESS).length, 3);
  assert.equal(paths().filter((path) => path.endsWith('/slices/0')).length, 1);
});

it('who may not read any more is told so by the service, and the store is not asked', async () => {
  const stored = ready(() => new Response(null, { status: 404 }));
  await assert.rejects(
    stored.part(0, 8, 8),
    (cause) => cause instanceof Refusal && cause.code === 'fetch-failed' && cause.status === 404,
  );
  assert.equal(asked.length, 1);
});
