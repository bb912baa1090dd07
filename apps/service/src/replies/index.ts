export { oweReply, settleReply, type SettledAs } from './owe-reply.js';
