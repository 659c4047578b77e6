/**
 * The ids, ARNs, regions and zones of the API.
 *
 * @see F-46 to F-49, F-53, CloudHSM V2 API 2017-04-28
 * @module
 */

/** A text that matches a regular expression as a whole. */
export type Identifier = { readonly kind: 'TEXT'; readonly pattern: string };

const DIRECTION = '(east|west|north|south|central){1,2}';

/** A region; those of ARNs are of more partitions. */
const REGION = `[a-z]{2}(-(gov))?-${DIRECTION}-\\d`;
const ARN_REGION = `([a-z]{2}(-(gov|isob|iso))?-${DIRECTION}-[0-9]{1})`;

/** The start of every ARN, up to the kind of the resource. */
const ARN = `arn:aws(-(us-gov))?:cloudhsm:${ARN_REGION}:[0-9]{12}:`;

/** What follows `cluster-`, `hsm-` or `backup-`. */
const STEM = '[2-7a-zA-Z]{11,16}';

const identifier = (pattern: string): Identifier => ({ kind: 'TEXT', pattern });

/** The shapes, by name. */
export const identifiers: Readonly<
  Record<
    | 'ClusterId'
    | 'HsmId'
    | 'BackupId'
    | 'BackupArn'
    | 'CloudHsmArn'
    | 'ResourceId'
    | 'ExternalAz'
    | 'Region',
    Identifier
  >
> = {
  ClusterId: identifier(`cluster-${STEM}`),
  HsmId: identifier(`hsm-${STEM}`),
  BackupId: identifier(`backup-${STEM}`),
  BackupArn: identifier(`(${ARN}backup/)?backup-${STEM}`),
  CloudHsmArn: identifier(`${ARN}(backup/backup|cluster/cluster|hsm/hsm)-${STEM}`),
  ResourceId: identifier(`(?:cluster|backup)-${STEM}`),
  ExternalAz: identifier(`${REGION}[a-z]`),
  Region: identifier(REGION),
};
