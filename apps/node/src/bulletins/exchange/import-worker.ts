import { answering } from '#libs/apart/answering.js';
import { imported } from '#libs/kinds/alert/exchange/index.js';

answering((bytes: Uint8Array) => imported(bytes));
