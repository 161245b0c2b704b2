import type { Sending } from './gewe-line.ts';
import { z } from 'zod';
import type { SendOutcome } from '../../../domain/messaging/channel.port.ts';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import { refusal } from '../wire/outcome-of.ts';
import { WireId } from '../wire/wire-values.ts';

export type Moment = Extract<Outbound, { kind: 'moment' }>;

/** What uploading gives back is handed on as it is. */
const Uploaded = z.array(z.record(z.string(), z.unknown())).min(1);
const Posted = z.object({ id: WireId });

/** A post of words, of up to nine pictures, or of a link with one picture beside it. */
export async function postMoment(sending: Sending, moment: Moment): Promise<SendOutcome> {
  const { line, account, signal } = sending;
  if (moment.text === '' && moment.images.length === 0 && moment.link === null)
    return refusal('content_refused', 'never');
  if (moment.link && moment.images.length > 1) return refusal('not_supported', 'never');
  const content = {
    content: moment.text,
    ...(moment.visible_to.length > 0 ? { allowWxIds: moment.visible_to } : {}),
    ...(moment.hidden_from.length > 0 ? { disableWxIds: moment.hidden_from } : {}),
  };
  let path = '/sns/sendTextSns';
  let body: object = content;
  if (moment.link) {
    path = '/sns/sendUrlSns';
    const { url, title } = moment.link;
    body = { ...content, linkUrl: url, title, description: '', thumbUrl: moment.images[0] ?? '' };
  } else if (moment.images.length > 0) {
    // Uploading shows nobody anything: without an answer it may be tried again.
    const uploaded = await line.post(
      account,
      '/sns/uploadSnsImage',
      { imgUrls: moment.images },
      { sends: true, signal },
    );
    if (uploaded.state === 'refused') return uploaded;
    const infos = Uploaded.safeParse(uploaded.state === 'ok' ? uploaded.data : undefined);
    if (!infos.success || infos.data.length !== moment.images.length) return refusal('file_unreachable', 'later');
    path = '/sns/sendImgSns';
    body = { ...content, imgInfos: infos.data };
  }
  const answer = await line.post(account, path, body, { sends: true, signal });
  if (answer.state !== 'ok') return answer;
  const posted = Posted.safeParse(answer.data);
  return { state: 'sent', vendor_id: posted.success ? posted.data.id : null, at: line.clock.now() };
}
