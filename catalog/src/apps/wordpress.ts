import { defineApp } from '../app-definition/index.ts';

export const wordpress = defineApp({
  id: 'wordpress',
  name: 'WordPress',
  category: 'cms',
  description: 'Read and publish posts and pages of a self-hosted WordPress site.',
  docsUrl: 'https://developer.wordpress.org/rest-api/',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['n8n', 'automatisch', 'vendor documentation'],
    note: 'Sites hosted at WordPress.com sign in differently and are another product.',
  },
  methods: [
    {
      key: 'application-password',
      kind: 'basic',
      label: 'Application password',
      baseUrl: '{site_url}/wp-json',
      inject: [{ in: 'basic', username: '{username}', password: '{application_password}' }],
      fields: [
        {
          key: 'site_url',
          label: 'Site URL',
          help: 'Address of the site, with https://.',
          format: 'url',
          alsoPastedAs: ['^((?:https://)?[^?#]+)/wp-(?:admin|json|login)'],
          example: 'https://www.example.com',
        },
        { key: 'username', label: 'User name', help: 'The name you sign in with, or its e-mail address.' },
        {
          key: 'application_password',
          label: 'Application password',
          help: '24 letters and digits. Spaces do not matter. Not the password you sign in with.',
          secret: true,
          stripSpaces: true,
          pattern: '^[A-Za-z0-9]{24}$',
          patternHint: 'must have 24 letters and digits; spaces do not count',
        },
      ],
      secretPattern: '^[A-Za-z0-9]{24}$',
      // The list of users answers strangers too; only this address proves the login.
      test: {
        kind: 'request',
        request: { url: '/wp/v2/users/me?context=edit' },
        expect: { status: [200], at: '$.id', present: true },
      },
      errors: [
        {
          when: {
            status: [403],
            at: '$.code',
            equals: ['rest_forbidden', 'rest_forbidden_context', 'rest_cannot_create', 'rest_cannot_edit'],
          },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login works, but the role of this user does not allow it.',
        },
        {
          when: { status: [404], at: '$.code', equals: ['rest_no_route'] },
          code: 'not_found',
          part: 'api',
          meaning: 'The REST API of the site is switched off or lies at another address.',
        },
      ],
      keyGrant: {
        url: '{site_url}/wp-admin/authorize-application.php',
        params: { app_name: 'Drawbridge', success_url: '{redirect_uri}' },
        delivery: 'redirect',
        fills: { username: 'user_login', application_password: 'password' },
      },
      account: { from: 'test', id: '{site_url}#$.id', label: '$.name' },
      credentialUrl: '{site_url}/wp-admin/profile.php#application-passwords-section',
      guidance: [
        'In WordPress, open Users, Profile, and scroll to Application passwords.',
        'Enter a name such as Workflows and choose Add new application password.',
        'Copy the 24 characters; they are shown once, in groups with spaces. Paste them as they are.',
        'Use a user of its own with the role Author or Editor, not an administrator.',
      ],
      troubleshooting: [
        {
          symptom: 'The profile has no section Application passwords.',
          fix: 'The site has no https, or a security plug-in switches them off.',
        },
        {
          code: 'rest_not_logged_in',
          symptom: 'Authorization rejected although name and password are right.',
          fix: 'The web server drops the Authorization header. Ask your host to pass it on to PHP.',
        },
        {
          code: 'rest_no_route',
          symptom: 'The address is not found.',
          fix: 'Open Settings, Permalinks, and choose any form but Plain.',
        },
        {
          symptom: 'A site at WordPress.com cannot be connected.',
          fix: 'Those sites sign in through WordPress.com; application passwords of your own site do not exist there.',
        },
      ],
    },
  ],
});
