export { addMeetingRoutes } from './meeting-routes.ts'
export { sendInvitation } from './send-invitation.ts'
