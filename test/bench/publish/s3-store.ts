import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { startS3Server } from '../../servers/s3-server.ts';

/** A store in a thread of its own, so that it takes no time from whoever sends to it. */
export interface S3Store {
  readonly endpoint: string;
  readonly bucket: string;
  readonly keyId: string;
  readonly secret: string;
  /** How many requests it has answered. */
  requests(): Promise<number>;
  close(): Promise<void>;
}

/** Starts this very program again in a thread, where `serveBucket` takes over. */
export async function startS3Store(folder: string): Promise<S3Store> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { bucketFolder: folder } });
  const [place] = await once(worker, 'message');
  return {
    ...place,
    requests: async () => {
      worker.postMessage('count');
      const [count] = await once(worker, 'message');
      return count;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** In the store's thread: serves until it is ended. Elsewhere it does nothing. */
export async function serveBucket(): Promise<void> {
  if (isMainThread || typeof workerData?.bucketFolder !== 'string') return;
  const { endpoint, bucket, keyId, secret, requests } = await startS3Server(workerData.bucketFolder);
  parentPort?.on('message', () => parentPort?.postMessage(requests.length));
  parentPort?.postMessage({ endpoint, bucket, keyId, secret });
}
