export { queueDelivery } from './deliveries.ts'
export { addNoticeRoutes } from './notice-routes.ts'
export { openNotices } from './open-notices.ts'
export { NOTICE_CHANNEL, tell, type Telling } from './tell.ts'
