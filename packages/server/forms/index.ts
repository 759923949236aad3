export { ensureForms } from './ensure-forms.ts'
export { addFormRoutes } from './form-routes.ts'
export { tidyFormsAlways } from './guard-post.ts'
export { addPublicFormRoutes } from './public-form-routes.ts'
