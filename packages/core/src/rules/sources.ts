/**
 * Where facts come from, and how sure they are.
 *
 * @module
 */
import type { Confidence, RuleText } from './rule.ts';

/** A source: how to name it, and the addresses of its pages. */
type Source = { readonly text: string; readonly urls: readonly string[] };

const DOCS = 'https://docs.aws.amazon.com';
const GITHUB = 'https://github.com';
const TERRAFORM = 'hashicorp/terraform-provider-aws';
const SAMPLE = 'aws-samples/aws-cloudhsm-cloudformation-template';

/** The part of a repository's name after its owner. */
const nameOf = (repository: string): string => repository.slice(repository.indexOf('/') + 1);

const issueOf = (repository: string, issue: number): Source => ({
  text: `${nameOf(repository)} #${issue}`,
  urls: [`${GITHUB}/${repository}/issues/${issue}`],
});

/** Pages of the CloudHSM User Guide. */
export const guide = (...pages: readonly string[]): Source => ({
  text: `CloudHSM User Guide, ${pages.join(', ')}`,
  urls: pages.map((page) => `${DOCS}/cloudhsm/latest/userguide/${page}.html`),
});
/** A page of the guide's edition of 2022 or 2023, which says what the present one does not. */
export const formerGuide = (page: string, year: 2022 | 2023): Source => ({
  text: `CloudHSM User Guide, ${page}, ${year} edition`,
  urls: [`${GITHUB}/awsdocs/aws-cloudhsm-user-guide`],
});
/** An operation or a structure of the API reference. */
export const api = (page: string, members: string = page): Source => ({
  text: `CloudHSM V2 API 2017-04-28, ${members}`,
  urls: [`${DOCS}/cloudhsm/latest/APIReference/API_${page}.html`],
});
/** A page of the guide of the key management service, whose key stores use CloudHSM. */
export const kmsGuide = (page: string): Source => ({
  text: `AWS KMS Developer Guide, ${page}`,
  urls: [`${DOCS}/kms/latest/developerguide/${page}.html`],
});
/** An issue of Terraform's AWS provider. */
export const terraformIssue = (issue: number): Source => issueOf(TERRAFORM, issue);
/** An issue of AWS's own sample. */
export const sampleIssue = (issue: number): Source => issueOf(SAMPLE, issue);
/** Terraform's AWS provider itself. */
export const terraform: Source = {
  text: 'terraform-provider-aws, internal/service/cloudhsmv2',
  urls: [`${GITHUB}/${TERRAFORM}/tree/main/internal/service/cloudhsmv2`],
};
/** AWS's own sample. */
export const sample: Source = { text: nameOf(SAMPLE), urls: [`${GITHUB}/${SAMPLE}`] };
/** Measurements on live HSMs of 2026. */
export const measurements: Source = {
  text: 'pix-proxy-samples',
  urls: [`${GITHUB}/RadiumGu/pix-proxy-samples`],
};
/** Questions and answers of AWS. */
export const faq: Source = {
  text: 'AWS CloudHSM FAQ',
  urls: ['https://aws.amazon.com/cloudhsm/faqs/'],
};
/** A source that has no address of its own. */
export const unlinked = (text: string): Source => ({ text, urls: [] });

type Stating = (statement: string, ...sources: readonly Source[]) => RuleText;

const by =
  (confidence: Confidence): Stating =>
  (statement, ...sources) => ({
    statement,
    source: sources.map(({ text }) => text).join('; '),
    urls: Object.freeze(sources.flatMap(({ urls }) => urls)),
    confidence,
  });

/** In AWS's own documentation. */
export const documented: Stating = by('documented');
/** In an earlier edition of AWS's documentation. */
export const formerlyDocumented: Stating = by('formerly documented');
/** In AWS's own model of the API. */
export const modelled: Stating = by('modelled');
/** Seen by operators. */
export const observed: Stating = by('observed');
/** Follows from what is documented. */
export const inferred: Stating = by('inferred');
