/** The invitation to a meeting as a file for any calendar. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, leadInReach } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { calendarFile } from './calendar-file.ts'
import { meetingOfLead } from './meeting-of-lead.ts'

export function addMeetingRoutes(app: App, pool: pg.Pool): void {
  const { invitationFile } = routes
  app.get(
    invitationFile.path,
    {
      schema: {
        tags: ['leads'],
        operationId: 'readInvitation',
        summary: invitationFile.summary,
        params: invitationFile.params,
        response: { 200: invitationFile.answer },
      },
    },
    async (request, reply) => {
      const { id, masked } = await leadInReach(pool, accessOf(request), request.params.id)
      const meeting = masked ? null : await meetingOfLead(pool, id, request.params.meeting)
      if (!meeting) throw nothingThere()
      return reply
        .type(`text/calendar; charset=utf-8; method=${meeting.method}`)
        .header('content-disposition', 'attachment; filename="invitation.ics"')
        .serializer((text: string) => text)
        .send(calendarFile(meeting))
    },
  )
}
