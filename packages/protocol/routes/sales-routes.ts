/** What sales works with: acts, queue, handoffs, pipeline, playbook, contests. */
import { actRequestSchema, actedSchema, meetingParams } from '../act-schemas.ts'
import { contestAnswerSchema, contestSchema, contestsSchema } from '../contest-schemas.ts'
import {
  queueSchema,
  reassignedSchema,
  reassignmentSchema,
  teamViewSchema,
  triageSchema,
  undoneSchema,
} from '../handoff-schemas.ts'
import { leadParams } from '../lead-schemas.ts'
import { boardSchema, pipelineSchema } from '../opportunity-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { playChangeSchema, playSchema, playWrittenSchema, playbookSchema } from '../playbook-schemas.ts'
import { z } from 'zod'
import { act, get } from './define-route.ts'

export const salesRoutes = {
  actOnLead: act('POST', '/api/leads/:id/acts', 'What sales does with a lead', actedSchema, {
    params: leadParams,
    body: actRequestSchema,
  }),
  invitationFile: {
    ...get(
      '/api/leads/:id/meetings/:meeting/invitation.ics',
      'The invitation to a meeting (RFC 5545)',
      z.string(),
    ),
    params: meetingParams,
  },
  queue: get('/api/queue', 'My handoffs, those due first at the top', queueSchema),
  triage: get('/api/handoffs/triage', 'Handoffs that found no owner', triageSchema),
  teamView: get('/api/team-view', 'Load, clocks and acceptance of my teams', teamViewSchema),
  reassign: act(
    'POST',
    '/api/handoffs/reassignments',
    'Pass handoffs on in bulk, or say what that would do',
    reassignedSchema,
    { body: reassignmentSchema },
  ),
  undoReassignment: act(
    'DELETE',
    '/api/handoffs/reassignments/:id',
    'Undo passing on in bulk',
    undoneSchema,
    { params: idParams },
  ),
  opportunities: get('/api/opportunities', 'The pipeline of opportunities', boardSchema),
  changePipeline: act(
    'PUT',
    '/api/pipeline',
    'Set the stages of the pipeline and their weights',
    pipelineSchema,
    { body: pipelineSchema },
  ),
  playbook: get('/api/playbook', 'Objections, answers, proof, and what worked', playbookSchema),
  addPlay: act('POST', '/api/playbook', 'Add an objection with its answer', playSchema, {
    body: playWrittenSchema,
  }),
  changePlay: act('PATCH', '/api/playbook/:id', 'Change or archive an objection', playSchema, {
    params: idParams,
    body: playChangeSchema,
  }),
  contests: get('/api/contests', 'What rejections contested, and what became of it', contestsSchema),
  answerContest: act(
    'POST',
    '/api/contests/:id/answers',
    'Answer a contest, correct the fact, or begin a draft at the clause',
    contestSchema,
    { params: idParams, body: contestAnswerSchema },
  ),
} as const
