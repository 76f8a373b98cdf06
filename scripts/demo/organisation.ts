import type { CreateSource } from '../../shared/protocol/answers.ts';
import type { OpenIncident } from '../../shared/model/incident.ts';
import type { ScheduleMaintenance } from '../../shared/model/maintenance.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Tool } from '../../shared/model/tool.ts';
import type { PostUpdate } from '../../shared/model/update.ts';
import type { InferInput } from 'valibot';

/*
 * Northwind Outdoor, a mid-sized shop for tents and boots, on an afternoon when paying by card goes wrong. The texts are
 * such as a good liaison writes: what people feel, what is being done, when they hear more.
 */

export const services: readonly Service[] = [
  {
    id: 'checkout',
    name: 'Checkout',
    description: 'Basket, payment and order confirmation in the shop',
    owner: 'Payments',
    group: 'Shop',
  },
  {
    id: 'customer-portal',
    name: 'Customer portal',
    description: 'Orders, returns and invoices for customers',
    owner: 'Customer Web',
    group: 'Shop',
  },
  {
    id: 'search',
    name: 'Search',
    description: 'Product search in shop and portal',
    owner: 'Discovery',
    group: 'Shop',
  },
  {
    id: 'email-delivery',
    name: 'Email delivery',
    description: 'Order confirmations, password resets, newsletters',
    owner: 'Messaging',
    group: 'Shop',
  },
  {
    id: 'reporting',
    name: 'Reporting',
    description: 'Sales figures and exports, renewed every hour',
    owner: 'Data Platform',
    group: 'Company',
  },
  {
    id: 'single-sign-on',
    name: 'Single sign-on',
    description: 'One sign-in for all work tools',
    owner: 'Workplace IT',
    group: 'Company',
  },
];

/** The demo tools live on names of this machine, without a port in their pattern, since Firefox refuses one. */
export const tools: readonly Tool[] = [
  {
    id: 'crm',
    name: 'CRM',
    patterns: ['http://crm.localhost/*'],
    services: ['checkout', 'customer-portal', 'email-delivery', 'single-sign-on'],
    placement: 'bottom',
  },
  {
    id: 'help-desk',
    name: 'Help desk',
    patterns: ['http://desk.localhost/*'],
    services: ['checkout', 'customer-portal', 'search', 'email-delivery', 'single-sign-on'],
    placement: 'bottom',
  },
  {
    id: 'wiki',
    name: 'Wiki',
    patterns: ['http://wiki.localhost/*'],
    services: ['search', 'single-sign-on'],
    placement: 'bottom',
  },
];

/** Match patterns of the demo tools, as a company build of the extension holds them. */
export const toolHosts: readonly string[] = tools.flatMap((tool) => tool.patterns);

interface DemoIncident {
  readonly opening: InferInput<typeof OpenIncident>;
  readonly updates: readonly InferInput<typeof PostUpdate>[];
}

/** The incident that is going on, with its two updates after the opening. */
export function liveIncident(now: Date): DemoIncident {
  return {
    opening: {
      title: 'Card payments fail for about one order in three',
      severity: 'sev2',
      phase: 'investigating',
      services: [{ id: 'checkout', impact: 'partial_outage' }],
      startedAt: minutesFrom(now, -32),
      message:
        'Since early afternoon about one in three card payments is refused although the card is good. Invoices and gift cards work. Payments is looking into it together with our payment provider.',
      links: [
        { label: 'Incident call', url: 'https://meet.example.com/checkout-payments', kind: 'bridge' },
        { label: '#inc-checkout', url: 'https://chat.example.com/channels/inc-checkout', kind: 'chat' },
        { label: 'Public status page', url: 'https://status.example.com/', kind: 'status_page' },
      ],
    },
    updates: [
      {
        phase: 'identified',
        services: [
          { id: 'checkout', impact: 'partial_outage' },
          { id: 'email-delivery', impact: 'degraded_performance' },
        ],
        message:
          'Cause found: one of two connections to the payment provider drops requests. Payments is moving all traffic to the other one. Order confirmations arrive up to 15 minutes late meanwhile.',
        workaround:
          'Ask customers to pay by invoice or to try the card again; about every second attempt goes through.',
        customerMessage:
          'Some card payments are failing at the moment. Your card is not charged when a payment fails. Please try again or choose to pay by invoice; we expect to be back to normal this afternoon.',
      },
      {
        message:
          'Half of the traffic has been moved and goes through without faults. The other half follows within the next 20 minutes. Nobody has been charged twice.',
        nextUpdateMinutes: 20,
      },
    ],
  };
}

/** The incident that was over before people look. */
export function resolvedIncident(now: Date): DemoIncident {
  return {
    opening: {
      title: 'Search shows yesterday’s prices',
      severity: 'sev3',
      phase: 'identified',
      services: [{ id: 'search', impact: 'degraded_performance' }],
      startedAt: minutesFrom(now, -190),
      message:
        'Search results show yesterday’s prices. Product pages and the basket are right. The index is being rebuilt.',
    },
    updates: [
      {
        phase: 'resolved',
        services: [{ id: 'search', impact: 'operational' }],
        message: 'The index has been rebuilt and search shows the right prices again. No order was affected.',
      },
    ],
  };
}

/** Work planned for the coming night. */
export function plannedMaintenance(now: Date): InferInput<typeof ScheduleMaintenance> {
  return {
    title: 'Reporting moves to a larger database',
    message: 'Figures and exports are not available during the move. Scheduled exports run once it is done.',
    services: ['reporting'],
    startsAt: minutesFrom(now, 9 * 60),
    endsAt: minutesFrom(now, 11 * 60),
  };
}

/** A monitor that may open, update and resolve incidents by itself. */
export const alertSource: InferInput<typeof CreateSource> = {
  id: 'alertmanager',
  name: 'Alertmanager',
  kind: 'alertmanager',
  rule: {
    publish: 'auto',
    flapMinutes: 0,
    services: services.map(({ id }) => ({ match: id, id, impact: 'degraded_performance' as const })),
    severities: [
      { match: 'critical', severity: 'sev2' },
      { match: 'warning', severity: 'sev3' },
    ],
    severity: 'sev3',
  },
};

function minutesFrom(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}
