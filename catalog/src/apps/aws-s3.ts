import { defineApp } from '../app-definition/index.ts';

const accessKeys = [
  {
    key: 'access_key_id',
    label: 'Access key ID',
    pattern: '^[A-Za-z0-9]{16,128}$',
    example: 'AKIAIOSFODNN7EXAMPLE',
  },
  {
    key: 'secret_access_key',
    label: 'Secret access key',
    help: 'Shown once, when the key is made.',
    secret: true,
  },
] as const;

const signing = {
  kind: 'aws_sigv4',
  service: 's3',
  regionField: 'region',
  accessKeyIdField: 'access_key_id',
  secretAccessKeyField: 'secret_access_key',
} as const;

const bucket = {
  key: 'bucket',
  label: 'Bucket',
  help: 'The bucket that workflows use when they name none.',
  required: false,
} as const;

export const awsS3 = defineApp({
  id: 'aws-s3',
  name: 'AWS S3',
  category: 'storage',
  description: 'Store and fetch files in Amazon S3 or in storage that speaks the same protocol.',
  docsUrl: 'https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['trufflehog', 'web'],
    note: 'The test of S3-compatible storage is not confirmed.',
  },
  methods: [
    {
      key: 'aws-keys',
      kind: 'aws_sigv4',
      label: 'AWS access key',
      baseUrl: 'https://s3.{region}.amazonaws.com',
      fields: [
        ...accessKeys,
        {
          key: 'session_token',
          label: 'Session token',
          help: 'Only for temporary keys (ASIA...).',
          secret: true,
          required: false,
        },
        {
          key: 'region',
          label: 'Region',
          help: 'Region of the bucket.',
          format: 'host_label',
          pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$',
          patternHint: 'must be a region such as eu-central-1',
          example: 'eu-central-1',
          default: 'us-east-1',
        },
        bucket,
      ],
      secretPattern: '^[A-Za-z0-9/+=]{40}$',
      signing: { ...signing, sessionTokenField: 'session_token' },
      test: {
        kind: 'request',
        request: {
          method: 'POST',
          url: 'https://sts.{region}.amazonaws.com/',
          headers: { accept: 'application/json' },
          body: { format: 'form', value: { Action: 'GetCallerIdentity', Version: '2011-06-15' } },
        },
        expect: { status: [200] },
        invalid: [
          {
            status: [400, 403],
            at: '$.Error.Code|xml ErrorResponse.Error.Code',
            equals: [
              'InvalidClientTokenId',
              'SignatureDoesNotMatch',
              'ExpiredToken',
              'UnrecognizedClientException',
              'MissingAuthenticationToken',
            ],
          },
          { status: [401] },
        ],
      },
      account: {
        from: 'test',
        id: '$.GetCallerIdentityResponse.GetCallerIdentityResult.Arn|xml GetCallerIdentityResponse.GetCallerIdentityResult.Arn',
        label:
          '$.GetCallerIdentityResponse.GetCallerIdentityResult.Arn|xml GetCallerIdentityResponse.GetCallerIdentityResult.Arn',
      },
      credentialUrl: 'https://console.aws.amazon.com/iam/home#/security_credentials',
      scopes: [
        { name: 's3:ListBucket', why: 'Lists the files of the bucket.', required: false },
        { name: 's3:GetObject', why: 'Fetches files.', required: false },
        { name: 's3:PutObject', why: 'Stores files.', required: false },
      ],
      guidance: [
        'In IAM, create a user for the workflows and attach a policy for the one bucket they need.',
        'Open its Security credentials and create an access key. Never use a key of the root user.',
        'Copy both parts; the secret is shown once.',
      ],
      troubleshooting: [
        {
          code: 'SignatureDoesNotMatch',
          symptom: 'Authorization rejected.',
          fix: 'The secret does not belong to the key ID, or a character was lost while copying.',
        },
        {
          code: 'ExpiredToken',
          symptom: 'A temporary key stopped working.',
          fix: 'Keys that begin with ASIA last some hours. Use a lasting key of an IAM user.',
        },
        {
          code: 'AccessDenied',
          symptom: 'Connected, but the bucket is refused.',
          fix: 'The test needs no permission, the bucket does. Extend the policy of the user or of the bucket.',
        },
      ],
      rotationDays: 90,
    },
    {
      key: 's3-compatible',
      kind: 'aws_sigv4',
      label: 'S3-compatible storage',
      baseUrl: '{endpoint}',
      fields: [
        {
          key: 'endpoint',
          label: 'Endpoint',
          help: 'Address of the storage server.',
          format: 'url',
          example: 'https://s3.example.com',
        },
        ...accessKeys,
        {
          key: 'region',
          label: 'Region',
          help: 'Most servers accept us-east-1.',
          pattern: '^[A-Za-z0-9-]{1,40}$',
          default: 'us-east-1',
        },
        bucket,
      ],
      signing,
      // Such servers have no STS; the list of buckets is the cheapest signed call.
      test: {
        kind: 'request',
        request: { url: '/' },
        expect: { status: [200] },
        invalid: [
          {
            status: [400, 403],
            at: 'xml Error.Code',
            equals: ['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken'],
          },
          { status: [401] },
        ],
      },
      errors: [
        {
          when: { status: [403], at: 'xml Error.Code', equals: ['AccessDenied'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not list buckets.',
        },
      ],
      account: { from: 'field', id: '{endpoint}#{access_key_id}', label: '{endpoint}' },
      guidance: [
        'Create an access key in the console of your storage server.',
        'Enter the address of the server without the bucket.',
        'Give the key access to the buckets that workflows need, and the right to list buckets.',
      ],
      troubleshooting: [
        {
          symptom: 'The host may not be called.',
          fix: 'Addresses inside your own network are blocked until a system administrator allows them.',
        },
      ],
      rotationDays: 90,
    },
  ],
});
