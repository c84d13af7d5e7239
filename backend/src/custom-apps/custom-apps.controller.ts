import {
  addCustomAppVersion,
  createCustomApp,
  customAppPage,
  customAppQuery,
  customAppTrial,
  customAppValidation,
  customAppVersions,
  customAppView,
  id,
  restoreCustomApp,
  retireCustomAppVersion,
  tryCustomApp,
  validateCustomApp,
  withdrawCustomApp,
  type AddCustomAppVersion,
  type CreateCustomApp,
  type CustomAppQuery,
  type RestoreCustomApp,
  type RetireCustomAppVersion,
  type TryCustomApp,
  type ValidateCustomApp,
  type WithdrawCustomApp,
} from '@drawbridge/catalog';
import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Audit, Can, NoAudit } from '../access/index.ts';
import { CustomAppTrials } from './custom-app-trial.ts';
import { CustomAppsQueries } from './custom-apps.queries.ts';
import { CustomAppsService } from './custom-apps.service.ts';

const rowId = id('customApp');

@ApiTags('Custom apps')
@Controller('custom-apps')
export class CustomAppsController {
  constructor(
    private readonly apps: CustomAppsService,
    private readonly queries: CustomAppsQueries,
    private readonly trials: CustomAppTrials,
  ) {}

  /** The apps that were defined in the caller's scope, the newest first. */
  @Get()
  @Can('read', 'CustomApp')
  @SerializeOptions({ schema: customAppPage })
  list(@Query({ schema: customAppQuery }) query: CustomAppQuery) {
    return this.queries.list(query);
  }

  /** Defines an app. A system admin's is there for every tenant, a tenant admin's for the own one. */
  @Post()
  @Can('create', 'CustomApp')
  @Audit('custom_app.created')
  @SerializeOptions({ schema: customAppView })
  async create(@Body({ schema: createCustomApp }) input: CreateCustomApp) {
    return this.queries.get(await this.apps.create(input));
  }

  /** All that is wrong with a definition, each fault at its place; stores nothing. */
  @Post('validate')
  @HttpCode(200)
  @Can('create', 'CustomApp')
  @NoAudit('It changes nothing and calls nobody.')
  @SerializeOptions({ schema: customAppValidation })
  validate(@Body({ schema: validateCustomApp }) { definition }: ValidateCustomApp) {
    return this.apps.validate(definition);
  }

  /** Runs the test of a definition once with a typed credential; stores neither. */
  @Post('try')
  @HttpCode(200)
  @Can('create', 'CustomApp')
  @Audit('custom_app.tried')
  @SerializeOptions({ schema: customAppTrial })
  try(@Body({ schema: tryCustomApp }) input: TryCustomApp) {
    return this.trials.run(input);
  }

  @Get(':id')
  @Can('read', 'CustomApp')
  @SerializeOptions({ schema: customAppView })
  get(@Param('id', { schema: rowId }) app: string) {
    return this.queries.get(app);
  }

  /** Every version with its definition and what it changed, the newest first. */
  @Get(':id/versions')
  @Can('read', 'CustomApp')
  @SerializeOptions({ schema: customAppVersions })
  versions(@Param('id', { schema: rowId }) app: string) {
    return this.queries.versions(app);
  }

  /** A new version. Connections keep the one they were made with until they are reauthorized or rotated. */
  @Post(':id/versions')
  @Can('update', 'CustomApp')
  @Audit('custom_app.version_added')
  @SerializeOptions({ schema: customAppView })
  async addVersion(
    @Param('id', { schema: rowId }) app: string,
    @Body({ schema: addCustomAppVersion }) input: AddCustomAppVersion,
  ) {
    await this.apps.addVersion(app, input);
    return this.queries.get(app);
  }

  /** Nothing new is connected with that version; what it made goes on. */
  @Post(':id/retire')
  @HttpCode(200)
  @Can('update', 'CustomApp')
  @Audit('custom_app.version_retired')
  @SerializeOptions({ schema: customAppView })
  async retire(
    @Param('id', { schema: rowId }) app: string,
    @Body({ schema: retireCustomAppVersion }) input: RetireCustomAppVersion,
  ) {
    await this.apps.retire(app, input);
    return this.queries.get(app);
  }

  /** Takes the app back: nothing new is connected, and its connections rest. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Can('revoke', 'CustomApp')
  @Audit('custom_app.withdrawn')
  @SerializeOptions({ schema: customAppView })
  async withdraw(
    @Param('id', { schema: rowId }) app: string,
    @Body({ schema: withdrawCustomApp }) input: WithdrawCustomApp,
  ) {
    await this.apps.withdraw(app, input);
    return this.queries.get(app);
  }

  /** Offers a withdrawn app again; its connections come back as they were. */
  @Post(':id/restore')
  @HttpCode(200)
  @Can('restore', 'CustomApp')
  @Audit('custom_app.restored')
  @SerializeOptions({ schema: customAppView })
  async restore(
    @Param('id', { schema: rowId }) app: string,
    @Body({ schema: restoreCustomApp }) input: RestoreCustomApp,
  ) {
    await this.apps.restore(app, input);
    return this.queries.get(app);
  }
}
