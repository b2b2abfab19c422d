import { parentPort, workerData } from 'node:worker_threads';
import { imported } from '#libs/kinds/alert/exchange/index.js';

parentPort!.postMessage(imported(workerData as Uint8Array));
