import {
  approvePublication,
  createPublicationRequest,
  denyPublication,
  id,
  publicationRequestPage,
  publicationRequestQuery,
  publicationRequestView,
  withdrawPublication,
  type ApprovePublication,
  type CreatePublicationRequest,
  type DenyPublication,
  type PublicationRequestQuery,
  type WithdrawPublication,
} from '@drawbridge/catalog';
import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Audit, Can } from '../access/index.ts';
import { PublicationsQueries } from './publications.queries.ts';
import { PublicationsService } from './publications.service.ts';

const requestId = id('publicationRequest');

@ApiTags('Publication requests')
@Controller('publication-requests')
export class PublicationsController {
  constructor(
    private readonly publications: PublicationsService,
    private readonly queries: PublicationsQueries,
  ) {}

  /** The requests in sight: every tenant's for reviewers, else the own tenant's. */
  @Get()
  @Can('read', 'PublicationRequest')
  @SerializeOptions({ schema: publicationRequestPage })
  list(@Query({ schema: publicationRequestQuery }) query: PublicationRequestQuery) {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('read', 'PublicationRequest')
  @SerializeOptions({ schema: publicationRequestView })
  get(@Param('id', { schema: requestId }) request: string) {
    return this.queries.get(request);
  }

  /** Asks for a connection to be published to every tenant. */
  @Post()
  @Can('request_publication', 'Connection')
  @Audit('publication_request.created')
  @SerializeOptions({ schema: publicationRequestView })
  request(@Body({ schema: createPublicationRequest }) input: CreatePublicationRequest) {
    return this.publications.request(input);
  }

  /** Approves and copies. Never by the person who asked. */
  @Post(':id/approve')
  @HttpCode(200)
  @Can('approve', 'PublicationRequest')
  @Audit(
    'publication_request.approval_started',
    'publication_request.approved',
    'global_connection.published',
    'global_connection.republished',
  )
  @SerializeOptions({ schema: publicationRequestView })
  approve(
    @Param('id', { schema: requestId }) request: string,
    @Body({ schema: approvePublication }) input: ApprovePublication,
  ) {
    return this.publications.approve(request, input);
  }

  @Post(':id/deny')
  @HttpCode(200)
  @Can('deny', 'PublicationRequest')
  @Audit('publication_request.denied')
  @SerializeOptions({ schema: publicationRequestView })
  deny(@Param('id', { schema: requestId }) request: string, @Body({ schema: denyPublication }) input: DenyPublication) {
    return this.publications.deny(request, input);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Can('withdraw', 'PublicationRequest')
  @Audit('publication_request.withdrawn')
  @SerializeOptions({ schema: publicationRequestView })
  withdraw(
    @Param('id', { schema: requestId }) request: string,
    @Body({ schema: withdrawPublication }) input: WithdrawPublication,
  ) {
    return this.publications.withdraw(request, input);
  }
}
