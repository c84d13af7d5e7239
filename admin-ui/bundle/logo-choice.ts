/** A brand as Simple Icons describes it. */
export interface Brand {
  readonly title: string;
  readonly slug: string;
  /** Six hexadecimal digits. */
  readonly hex: string;
  readonly license?: { readonly type: string };
}

/** Apps whose logo is not found by their name. */
const byHand: Readonly<Record<string, string>> = {
  'discord-webhook': 'discord',
  'dropbox-sign': 'dropbox',
  'google-contacts': 'google',
  'google-maps': 'googlemaps',
  'google-pagespeed': 'google',
  'google-service-account': 'googlecloud',
  guardian: 'theguardian',
  'hcp-terraform': 'terraform',
  line: 'line',
  mandrill: 'mailchimp',
  'meta-ads': 'meta',
  quickbooks: 'quickbooks',
  snapchat: 'snapchat',
  statuspage: 'statuspage',
  'tiktok-ads': 'tiktok',
  'whatsapp-business': 'whatsapp',
  'whatsapp-twilio': 'whatsapp',
  'wordpress-com': 'wordpress',
  'x-twitter': 'x',
  'zendesk-sell': 'zendesk',
  'zoho-books': 'zoho',
  'zoho-crm': 'zoho',
};

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const isFree = ({ license }: Brand) => license === undefined || license.type === 'CC0-1.0';

/** The brand of each app that has a logo under CC0: the one of the same name, or the one chosen by hand. */
export function chooseLogos(
  apps: readonly { id: string; name: string }[],
  brands: readonly Brand[],
): ReadonlyMap<string, Brand> {
  const free = brands.filter(isFree);
  const byName = new Map(free.map((brand) => [plain(brand.title), brand]));
  const bySlug = new Map(free.map((brand) => [brand.slug, brand]));
  return new Map(
    apps.flatMap(({ id, name }) => {
      const slug = byHand[id];
      const brand = slug === undefined ? byName.get(plain(name)) : bySlug.get(slug);
      return brand ? [[id, brand]] : [];
    }),
  );
}
