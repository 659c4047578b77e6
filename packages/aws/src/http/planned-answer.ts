/**
 * Answers with the faults that a test plans.
 *
 * @module
 */
import type { Control } from '../control/control.ts';
import { plannedError, type PlannedKind } from '../control/planned-faults.ts';
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { newRequestId } from '../endpoint/request-id.ts';
import { isAction } from '../model/action.ts';
import type { AwsRequest, AwsResponse } from '../wire/aws-request.ts';
import { faultResponse } from '../wire/write-response.ts';

const TARGET_START = 'BaldrApiService.'.length;

const namedBy = (headers: AwsRequest['headers']): string =>
  (headers.get('x-amz-target') ?? '').slice(TARGET_START);

/** The fault that is planned for a request, which is then used up. */
export const plannedFor = (
  control: Control | undefined,
  headers: AwsRequest['headers'],
): PlannedKind | undefined => control?.faults.next(namedBy(headers));

const DELAY_MS = 1000;

const delayed = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, DELAY_MS);
  });

/** Answers a request, unless an error is planned for it. */
export const plannedAnswer = async (
  cloudHsm: CloudHsm,
  request: AwsRequest,
  planned: PlannedKind | undefined,
): Promise<AwsResponse> => {
  const error = plannedError(planned);
  const action = namedBy(request.headers);
  if (error !== undefined)
    return faultResponse(error, {
      requestId: newRequestId(),
      ...(isAction(action) && { action }),
    });
  if (planned === 'DELAY') await delayed();
  return cloudHsm.answer(request);
};
