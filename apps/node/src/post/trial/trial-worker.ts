import { parentPort, workerData } from 'node:worker_threads';
import { type Trial, tried } from '#libs/policy/trial.js';

parentPort!.postMessage(tried(workerData as Trial));
