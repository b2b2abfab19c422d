import { answering } from '#libs/apart/answering.js';
import { type Trial, tried } from '#libs/policy/trial.js';

answering((trial: Trial) => tried(trial));
