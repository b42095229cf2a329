package headwater.standalone;

import headwater.engines.Postgres;
import headwater.engines.PostgresSettings;

import java.nio.file.Path;

/** The embedded PostgreSQL as a supervised process. */
record PostgresService(PostgresSettings settings)
        implements Service<PostgresService.RunningPostgres> {
    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Path log() {
        return settings.log();
    }

    @Override
    public RunningPostgres start() {
        return new RunningPostgres(Postgres.start(settings));
    }

    record RunningPostgres(Postgres postgres) implements Running {
        Server server() {
            return new Server(postgres.jdbcUrl("crm"), postgres.user(), postgres.password());
        }

        @Override
        public Process process() {
            return postgres.process();
        }

        @Override
        public void close() {
            postgres.close();
        }
    }
}
