export { ensurePeople, type GivenPerson } from './ensure-people.ts'
export { assertHours } from './hours.ts'
export { addPeopleRoutes, type SessionKeeper } from './people-routes.ts'
export { people, personOf } from './person-rows.ts'
