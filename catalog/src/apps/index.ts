import type { AppDefinition } from '../app-definition/index.ts';
import { accuweather } from './accuweather.ts';
import { activecampaign } from './activecampaign.ts';
import { acuityScheduling } from './acuity-scheduling.ts';
import { adyen } from './adyen.ts';
import { ahrefs } from './ahrefs.ts';
import { aircall } from './aircall.ts';
import { airtable } from './airtable.ts';
import { algolia } from './algolia.ts';
import { alphaVantage } from './alpha-vantage.ts';
import { amplitude } from './amplitude.ts';
import { anthropic } from './anthropic.ts';
import { apify } from './apify.ts';
import { apollo } from './apollo.ts';
import { asana } from './asana.ts';
import { ashby } from './ashby.ts';
import { assemblyai } from './assemblyai.ts';
import { attio } from './attio.ts';
import { auth0 } from './auth0.ts';
import { awsS3 } from './aws-s3.ts';
import { azureDevops } from './azure-devops.ts';
import { azureOpenai } from './azure-openai.ts';
import { bamboohr } from './bamboohr.ts';
import { basecamp } from './basecamp.ts';
import { baserow } from './baserow.ts';
import { beehiiv } from './beehiiv.ts';
import { bigcommerce } from './bigcommerce.ts';
import { bingWebmaster } from './bing-webmaster.ts';
import { bitbucket } from './bitbucket.ts';
import { bitly } from './bitly.ts';
import { box } from './box.ts';
import { braintree } from './braintree.ts';
import { braze } from './braze.ts';
import { brevo } from './brevo.ts';
import { brex } from './brex.ts';
import { buffer } from './buffer.ts';
import { buildkite } from './buildkite.ts';
import { calCom } from './cal-com.ts';
import { calendly } from './calendly.ts';
import { canva } from './canva.ts';
import { chargebee } from './chargebee.ts';
import { chromeUxReport } from './chrome-ux-report.ts';
import { circleci } from './circleci.ts';
import { clerk } from './clerk.ts';
import { clickup } from './clickup.ts';
import { clio } from './clio.ts';
import { clockify } from './clockify.ts';
import { close } from './close.ts';
import { cloudflare } from './cloudflare.ts';
import { cloudinary } from './cloudinary.ts';
import { coda } from './coda.ts';
import { cohere } from './cohere.ts';
import { coinbase } from './coinbase.ts';
import { constantContact } from './constant-contact.ts';
import { contentful } from './contentful.ts';
import { copper } from './copper.ts';
import { crisp } from './crisp.ts';
import { customerIo } from './customer-io.ts';
import { databricks } from './databricks.ts';
import { datadog } from './datadog.ts';
import { deel } from './deel.ts';
import { deepgram } from './deepgram.ts';
import { deepseek } from './deepseek.ts';
import { dialpad } from './dialpad.ts';
import { digitalocean } from './digitalocean.ts';
import { discord } from './discord.ts';
import { discordWebhook } from './discord-webhook.ts';
import { discourse } from './discourse.ts';
import { docusign } from './docusign.ts';
import { dropbox } from './dropbox.ts';
import { dropboxSign } from './dropbox-sign.ts';
import { easypost } from './easypost.ts';
import { ebay } from './ebay.ts';
import { egnyte } from './egnyte.ts';
import { elevenlabs } from './elevenlabs.ts';
import { etsy } from './etsy.ts';
import { eventbrite } from './eventbrite.ts';
import { exa } from './exa.ts';
import { exchangerateApi } from './exchangerate-api.ts';
import { facebook } from './facebook.ts';
import { falAi } from './fal-ai.ts';
import { figma } from './figma.ts';
import { fillout } from './fillout.ts';
import { finnhub } from './finnhub.ts';
import { fireflies } from './fireflies.ts';
import { fitbit } from './fitbit.ts';
import { flutterwave } from './flutterwave.ts';
import { folk } from './folk.ts';
import { freshbooks } from './freshbooks.ts';
import { freshdesk } from './freshdesk.ts';
import { freshsales } from './freshsales.ts';
import { freshservice } from './freshservice.ts';
import { front } from './front.ts';
import { getresponse } from './getresponse.ts';
import { giphy } from './giphy.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { gmail } from './gmail.ts';
import { gocardless } from './gocardless.ts';
import { gong } from './gong.ts';
import { googleAds } from './google-ads.ts';
import { googleAnalytics } from './google-analytics.ts';
import { googleBigquery } from './google-bigquery.ts';
import { googleCalendar } from './google-calendar.ts';
import { googleChat } from './google-chat.ts';
import { googleCloudStorage } from './google-cloud-storage.ts';
import { googleContacts } from './google-contacts.ts';
import { googleDocs } from './google-docs.ts';
import { googleDrive } from './google-drive.ts';
import { googleForms } from './google-forms.ts';
import { googleGemini } from './google-gemini.ts';
import { googleMaps } from './google-maps.ts';
import { googleMeet } from './google-meet.ts';
import { googlePagespeed } from './google-pagespeed.ts';
import { googleSearchConsole } from './google-search-console.ts';
import { googleServiceAccount } from './google-service-account.ts';
import { googleSheets } from './google-sheets.ts';
import { googleSlides } from './google-slides.ts';
import { googleTasks } from './google-tasks.ts';
import { gorgias } from './gorgias.ts';
import { grafana } from './grafana.ts';
import { greenhouse } from './greenhouse.ts';
import { groq } from './groq.ts';
import { guardian } from './guardian.ts';
import { gumroad } from './gumroad.ts';
import { gusto } from './gusto.ts';
import { harvest } from './harvest.ts';
import { hcpTerraform } from './hcp-terraform.ts';
import { helpScout } from './help-scout.ts';
import { heroku } from './heroku.ts';
import { hibob } from './hibob.ts';
import { highlevel } from './highlevel.ts';
import { honeycomb } from './honeycomb.ts';
import { httpApiKey } from './http-api-key.ts';
import { httpBasic } from './http-basic.ts';
import { httpCustom } from './http-custom.ts';
import { httpOauth2 } from './http-oauth2.ts';
import { hubspot } from './hubspot.ts';
import { hubstaff } from './hubstaff.ts';
import { huggingFace } from './hugging-face.ts';
import { hunter } from './hunter.ts';
import { incidentIo } from './incident-io.ts';
import { insightly } from './insightly.ts';
import { instagram } from './instagram.ts';
import { instantly } from './instantly.ts';
import { intercom } from './intercom.ts';
import { jenkins } from './jenkins.ts';
import { jira } from './jira.ts';
import { jotform } from './jotform.ts';
import { keap } from './keap.ts';
import { kit } from './kit.ts';
import { klaviyo } from './klaviyo.ts';
import { kustomer } from './kustomer.ts';
import { launchdarkly } from './launchdarkly.ts';
import { lemlist } from './lemlist.ts';
import { lemonSqueezy } from './lemon-squeezy.ts';
import { lever } from './lever.ts';
import { line } from './line.ts';
import { linear } from './linear.ts';
import { linkedin } from './linkedin.ts';
import { lokalise } from './lokalise.ts';
import { loops } from './loops.ts';
import { luma } from './luma.ts';
import { magento } from './magento.ts';
import { mailchimp } from './mailchimp.ts';
import { mailerlite } from './mailerlite.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { make } from './make.ts';
import { mandrill } from './mandrill.ts';
import { mapbox } from './mapbox.ts';
import { marketo } from './marketo.ts';
import { mattermost } from './mattermost.ts';
import { mercury } from './mercury.ts';
import { messagebird } from './messagebird.ts';
import { metaAds } from './meta-ads.ts';
import { metabase } from './metabase.ts';
import { microsoftDynamics365 } from './microsoft-dynamics-365.ts';
import { microsoftEntraId } from './microsoft-entra-id.ts';
import { microsoftExcel } from './microsoft-excel.ts';
import { microsoftOnedrive } from './microsoft-onedrive.ts';
import { microsoftOnenote } from './microsoft-onenote.ts';
import { microsoftOutlook } from './microsoft-outlook.ts';
import { microsoftOutlookCalendar } from './microsoft-outlook-calendar.ts';
import { microsoftPlanner } from './microsoft-planner.ts';
import { microsoftPowerBi } from './microsoft-power-bi.ts';
import { microsoftSharepoint } from './microsoft-sharepoint.ts';
import { microsoftTeams } from './microsoft-teams.ts';
import { microsoftTodo } from './microsoft-todo.ts';
import { miro } from './miro.ts';
import { mistralAi } from './mistral-ai.ts';
import { mixpanel } from './mixpanel.ts';
import { mollie } from './mollie.ts';
import { monday } from './monday.ts';
import { n8n } from './n8n.ts';
import { neon } from './neon.ts';
import { netlify } from './netlify.ts';
import { newrelic } from './newrelic.ts';
import { newsapi } from './newsapi.ts';
import { notion } from './notion.ts';
import { okta } from './okta.ts';
import { openai } from './openai.ts';
import { openrouter } from './openrouter.ts';
import { openweather } from './openweather.ts';
import { opsgenie } from './opsgenie.ts';
import { oura } from './oura.ts';
import { outreach } from './outreach.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import { pandadoc } from './pandadoc.ts';
import { paypal } from './paypal.ts';
import { paystack } from './paystack.ts';
import { perplexity } from './perplexity.ts';
import { personio } from './personio.ts';
import { pinecone } from './pinecone.ts';
import { pinterest } from './pinterest.ts';
import { pipedream } from './pipedream.ts';
import { pipedrive } from './pipedrive.ts';
import { plaid } from './plaid.ts';
import { plivo } from './plivo.ts';
import { postgresql } from './postgresql.ts';
import { posthog } from './posthog.ts';
import { postman } from './postman.ts';
import { postmark } from './postmark.ts';
import { prestashop } from './prestashop.ts';
import { printful } from './printful.ts';
import { productboard } from './productboard.ts';
import { pushover } from './pushover.ts';
import { quickbooks } from './quickbooks.ts';
import { ramp } from './ramp.ts';
import { razorpay } from './razorpay.ts';
import { readwise } from './readwise.ts';
import { recharge } from './recharge.ts';
import { reddit } from './reddit.ts';
import { render } from './render.ts';
import { replicate } from './replicate.ts';
import { resend } from './resend.ts';
import { ringcentral } from './ringcentral.ts';
import { salesforce } from './salesforce.ts';
import { salesloft } from './salesloft.ts';
import { segment } from './segment.ts';
import { semrush } from './semrush.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { servicenow } from './servicenow.ts';
import { shippo } from './shippo.ts';
import { shipstation } from './shipstation.ts';
import { shopify } from './shopify.ts';
import { shortcut } from './shortcut.ts';
import { signnow } from './signnow.ts';
import { slack } from './slack.ts';
import { slackWebhook } from './slack-webhook.ts';
import { smartsheet } from './smartsheet.ts';
import { smtp } from './smtp.ts';
import { snapchat } from './snapchat.ts';
import { snowflake } from './snowflake.ts';
import { sparkpost } from './sparkpost.ts';
import { spotify } from './spotify.ts';
import { square } from './square.ts';
import { squarespace } from './squarespace.ts';
import { stabilityAi } from './stability-ai.ts';
import { statuspage } from './statuspage.ts';
import { strava } from './strava.ts';
import { streak } from './streak.ts';
import { stripe } from './stripe.ts';
import { supabase } from './supabase.ts';
import { surveymonkey } from './surveymonkey.ts';
import { tailscale } from './tailscale.ts';
import { tally } from './tally.ts';
import { teamsWebhook } from './teams-webhook.ts';
import { teamwork } from './teamwork.ts';
import { telegram } from './telegram.ts';
import { telnyx } from './telnyx.ts';
import { threads } from './threads.ts';
import { ticktick } from './ticktick.ts';
import { tiktokAds } from './tiktok-ads.ts';
import { todoist } from './todoist.ts';
import { togetherAi } from './together-ai.ts';
import { toggl } from './toggl.ts';
import { tomorrowIo } from './tomorrow-io.ts';
import { trustpilot } from './trustpilot.ts';
import { tumblr } from './tumblr.ts';
import { twilio } from './twilio.ts';
import { twitch } from './twitch.ts';
import { typeform } from './typeform.ts';
import { unsplash } from './unsplash.ts';
import { vercel } from './vercel.ts';
import { vimeo } from './vimeo.ts';
import { vonage } from './vonage.ts';
import { weatherapi } from './weatherapi.ts';
import { webex } from './webex.ts';
import { webflow } from './webflow.ts';
import { whatsappBusiness } from './whatsapp-business.ts';
import { whatsappTwilio } from './whatsapp-twilio.ts';
import { whoop } from './whoop.ts';
import { wise } from './wise.ts';
import { woocommerce } from './woocommerce.ts';
import { wordpress } from './wordpress.ts';
import { wordpressCom } from './wordpress-com.ts';
import { workable } from './workable.ts';
import { wrike } from './wrike.ts';
import { xTwitter } from './x-twitter.ts';
import { xai } from './xai.ts';
import { xero } from './xero.ts';
import { youtube } from './youtube.ts';
import { zendesk } from './zendesk.ts';
import { zendeskSell } from './zendesk-sell.ts';
import { zohoBooks } from './zoho-books.ts';
import { zohoCrm } from './zoho-crm.ts';
import { zoom } from './zoom.ts';

/** All apps, by id. */
export const apps: readonly AppDefinition[] = [
  accuweather,
  activecampaign,
  acuityScheduling,
  adyen,
  ahrefs,
  aircall,
  airtable,
  algolia,
  alphaVantage,
  amplitude,
  anthropic,
  apify,
  apollo,
  asana,
  ashby,
  assemblyai,
  attio,
  auth0,
  awsS3,
  azureDevops,
  azureOpenai,
  bamboohr,
  basecamp,
  baserow,
  beehiiv,
  bigcommerce,
  bingWebmaster,
  bitbucket,
  bitly,
  box,
  braintree,
  braze,
  brevo,
  brex,
  buffer,
  buildkite,
  calCom,
  calendly,
  canva,
  chargebee,
  chromeUxReport,
  circleci,
  clerk,
  clickup,
  clio,
  clockify,
  close,
  cloudflare,
  cloudinary,
  coda,
  cohere,
  coinbase,
  constantContact,
  contentful,
  copper,
  crisp,
  customerIo,
  databricks,
  datadog,
  deel,
  deepgram,
  deepseek,
  dialpad,
  digitalocean,
  discord,
  discordWebhook,
  discourse,
  docusign,
  dropbox,
  dropboxSign,
  easypost,
  ebay,
  egnyte,
  elevenlabs,
  etsy,
  eventbrite,
  exa,
  exchangerateApi,
  facebook,
  falAi,
  figma,
  fillout,
  finnhub,
  fireflies,
  fitbit,
  flutterwave,
  folk,
  freshbooks,
  freshdesk,
  freshsales,
  freshservice,
  front,
  getresponse,
  giphy,
  github,
  gitlab,
  gmail,
  gocardless,
  gong,
  googleAds,
  googleAnalytics,
  googleBigquery,
  googleCalendar,
  googleChat,
  googleCloudStorage,
  googleContacts,
  googleDocs,
  googleDrive,
  googleForms,
  googleGemini,
  googleMaps,
  googleMeet,
  googlePagespeed,
  googleSearchConsole,
  googleServiceAccount,
  googleSheets,
  googleSlides,
  googleTasks,
  gorgias,
  grafana,
  greenhouse,
  groq,
  guardian,
  gumroad,
  gusto,
  harvest,
  hcpTerraform,
  helpScout,
  heroku,
  hibob,
  highlevel,
  honeycomb,
  httpApiKey,
  httpBasic,
  httpCustom,
  httpOauth2,
  hubspot,
  hubstaff,
  huggingFace,
  hunter,
  incidentIo,
  insightly,
  instagram,
  instantly,
  intercom,
  jenkins,
  jira,
  jotform,
  keap,
  kit,
  klaviyo,
  kustomer,
  launchdarkly,
  lemlist,
  lemonSqueezy,
  lever,
  line,
  linear,
  linkedin,
  lokalise,
  loops,
  luma,
  magento,
  mailchimp,
  mailerlite,
  mailgun,
  mailjet,
  make,
  mandrill,
  mapbox,
  marketo,
  mattermost,
  mercury,
  messagebird,
  metaAds,
  metabase,
  microsoftDynamics365,
  microsoftEntraId,
  microsoftExcel,
  microsoftOnedrive,
  microsoftOnenote,
  microsoftOutlook,
  microsoftOutlookCalendar,
  microsoftPlanner,
  microsoftPowerBi,
  microsoftSharepoint,
  microsoftTeams,
  microsoftTodo,
  miro,
  mistralAi,
  mixpanel,
  mollie,
  monday,
  n8n,
  neon,
  netlify,
  newrelic,
  newsapi,
  notion,
  okta,
  openai,
  openrouter,
  openweather,
  opsgenie,
  oura,
  outreach,
  paddle,
  pagerduty,
  pandadoc,
  paypal,
  paystack,
  perplexity,
  personio,
  pinecone,
  pinterest,
  pipedream,
  pipedrive,
  plaid,
  plivo,
  postgresql,
  posthog,
  postman,
  postmark,
  prestashop,
  printful,
  productboard,
  pushover,
  quickbooks,
  ramp,
  razorpay,
  readwise,
  recharge,
  reddit,
  render,
  replicate,
  resend,
  ringcentral,
  salesforce,
  salesloft,
  segment,
  semrush,
  sendgrid,
  sentry,
  servicenow,
  shippo,
  shipstation,
  shopify,
  shortcut,
  signnow,
  slack,
  slackWebhook,
  smartsheet,
  smtp,
  snapchat,
  snowflake,
  sparkpost,
  spotify,
  square,
  squarespace,
  stabilityAi,
  statuspage,
  strava,
  streak,
  stripe,
  supabase,
  surveymonkey,
  tailscale,
  tally,
  teamsWebhook,
  teamwork,
  telegram,
  telnyx,
  threads,
  ticktick,
  tiktokAds,
  todoist,
  togetherAi,
  toggl,
  tomorrowIo,
  trustpilot,
  tumblr,
  twilio,
  twitch,
  typeform,
  unsplash,
  vercel,
  vimeo,
  vonage,
  weatherapi,
  webex,
  webflow,
  whatsappBusiness,
  whatsappTwilio,
  whoop,
  wise,
  woocommerce,
  wordpress,
  wordpressCom,
  workable,
  wrike,
  xTwitter,
  xai,
  xero,
  youtube,
  zendesk,
  zendeskSell,
  zohoBooks,
  zohoCrm,
  zoom,
];

const byId = new Map(apps.map((app) => [app.id, app]));

/** The app of this id, or undefined. */
export function findApp(id: string): AppDefinition | undefined {
  return byId.get(id);
}
