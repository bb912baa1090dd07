/** What a route's answer holds, so that a fault knows which rows and fields it may spoil. */
export type Stream =
  | 'assets'
  | 'tenures'
  | 'persons'
  | 'processes'
  | 'workOrders'
  | 'workOrder'
  | 'alerts'
  | 'contactDetails'
  | 'notes';

declare module 'fastify' {
  interface FastifyContextConfig {
    stream?: Stream;
    /** Something is kept by it. */
    isWrite?: boolean;
  }
}
