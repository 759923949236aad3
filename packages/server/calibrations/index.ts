export { addCalibrationRoutes } from './calibration-routes.ts'
