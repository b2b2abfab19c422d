import { parentPort, workerData } from 'node:worker_threads';
import { imported } from './index.js';

parentPort!.postMessage(imported(workerData as Uint8Array));
