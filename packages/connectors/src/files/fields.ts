import * as z from 'zod';

import { id, ownId, text } from '../reading/fields.js';

/** What is taken of each file, in the order in which the columns of a file as we describe it stand. */
export const fieldsOf = {
  homes: z.object({
    id: ownId,
    uprn: id,
    property_reference: id,
    kind: text,
    scheme: text,
    address_line_1: text,
    address_line_2: text,
    address_line_3: text,
    address_line_4: text,
    postcode: text,
    parent_id: id,
    is_active: text,
  }),
  tenancies: z.object({
    id: ownId,
    payment_reference: id,
    home_id: id,
    type_code: text,
    type: text,
    start_date: text,
    end_date: text,
    is_mutual_exchange: text,
    succession_date: text,
    eviction_date: text,
    notice_served_date: text,
  }),
  people: z.object({
    id: ownId,
    title: text,
    given_name: text,
    family_name: text,
    full_name: text,
    date_of_birth: text,
    date_of_death: text,
    kind: text,
    /* Several are parted by a bar or a space. */
    tenancy_ids: text,
  }),
  repairs: z.object({
    id: ownId,
    home_id: id,
    description: text,
    priority: text,
    status: text,
    trade_code: text,
    trade: text,
    contractor: text,
    raised_at: text,
    completed_at: text,
    is_hazard: text,
  }),
  contacts: z.object({
    id: ownId,
    kind: text,
    direction: text,
    occurred_at: text,
    person_id: id,
    tenancy_id: id,
    home_id: id,
    repair_id: id,
  }),
} as const;
