export { ApprovalRecovery } from './approval-recovery.ts';
export { PublicationRequest } from './publication-request.entity.ts';
export { PublicationsModule } from './publications.module.ts';
export { PublicationsService } from './publications.service.ts';
