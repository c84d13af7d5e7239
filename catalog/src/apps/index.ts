import type { AppDefinition } from '../app-definition/index.ts';
import { airtable } from './airtable.ts';
import { anthropic } from './anthropic.ts';
import { awsS3 } from './aws-s3.ts';
import { chromeUxReport } from './chrome-ux-report.ts';
import { discord } from './discord.ts';
import { facebook } from './facebook.ts';
import { freshdesk } from './freshdesk.ts';
import { github } from './github.ts';
import { gmail } from './gmail.ts';
import { googleAnalytics } from './google-analytics.ts';
import { googleCalendar } from './google-calendar.ts';
import { googleDrive } from './google-drive.ts';
import { googleMeet } from './google-meet.ts';
import { googlePagespeed } from './google-pagespeed.ts';
import { googleSearchConsole } from './google-search-console.ts';
import { googleSheets } from './google-sheets.ts';
import { hubspot } from './hubspot.ts';
import { jira } from './jira.ts';
import { linear } from './linear.ts';
import { microsoftTeams } from './microsoft-teams.ts';
import { newsapi } from './newsapi.ts';
import { notion } from './notion.ts';
import { openai } from './openai.ts';
import { openweather } from './openweather.ts';
import { paypal } from './paypal.ts';
import { pipedrive } from './pipedrive.ts';
import { postgresql } from './postgresql.ts';
import { salesforce } from './salesforce.ts';
import { sendgrid } from './sendgrid.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { smtp } from './smtp.ts';
import { stripe } from './stripe.ts';
import { telegram } from './telegram.ts';
import { twilio } from './twilio.ts';
import { whatsappTwilio } from './whatsapp-twilio.ts';
import { woocommerce } from './woocommerce.ts';
import { wordpress } from './wordpress.ts';

/** All apps, by id. */
export const apps: readonly AppDefinition[] = [
  airtable,
  anthropic,
  awsS3,
  chromeUxReport,
  discord,
  facebook,
  freshdesk,
  github,
  gmail,
  googleAnalytics,
  googleCalendar,
  googleDrive,
  googleMeet,
  googlePagespeed,
  googleSearchConsole,
  googleSheets,
  hubspot,
  jira,
  linear,
  microsoftTeams,
  newsapi,
  notion,
  openai,
  openweather,
  paypal,
  pipedrive,
  postgresql,
  salesforce,
  sendgrid,
  shopify,
  slack,
  smtp,
  stripe,
  telegram,
  twilio,
  whatsappTwilio,
  woocommerce,
  wordpress,
];

const byId = new Map(apps.map((app) => [app.id, app]));

/** The app of this id, or undefined. */
export function findApp(id: string): AppDefinition | undefined {
  return byId.get(id);
}
