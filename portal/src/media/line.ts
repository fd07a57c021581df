/** Questions and answers over one MessagePort to a vault. Owns matching them up. */

export interface Recording {
  /** Bytes. */
  readonly length: number;
  readonly mediaType: string;
}

export interface VaultLine {
  about(handle: string): Promise<Recording>;
  /** At most `length` bytes from `offset`. */
  read(handle: string, offset: number, length: number): Promise<ArrayBuffer>;
}

type Answer =
  | ({ readonly id: number } & Recording)
  | { readonly id: number; readonly bytes: ArrayBuffer }
  | { readonly id: number; readonly fault: string };

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: Error) => void;
}

export function answersFrom(port: MessagePort): VaultLine {
  const waiting = new Map<number, Waiting>();
  let asked = 0;

  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if ('fault' in data) one?.reject(new Error(data.fault));
    else one?.resolve(data);
  };

  function ask(question: object): Promise<Answer> {
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      port.postMessage({ id, ...question });
    });
  }

  return {
    async about(handle) {
      const answer = await ask({ about: handle });
      if (!('mediaType' in answer)) throw new Error('Not an answer to that.');
      return { length: answer.length, mediaType: answer.mediaType };
    },
    async read(handle, offset, length) {
      const answer = await ask({ handle, offset, length });
      if (!('bytes' in answer)) throw new Error('Not an answer to that.');
      return answer.bytes;
    },
  };
}
