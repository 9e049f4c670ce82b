package io.trackersql.connect;

import java.sql.DatabaseMetaData;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlDialectFactory;
import org.apache.calcite.sql.SqlDialectFactoryImpl;
import org.apache.calcite.sql.SqlDialects;
import org.apache.calcite.sql.dialect.H2SqlDialect;
import org.apache.calcite.sql.dialect.HsqldbSqlDialect;
import org.apache.calcite.sql.dialect.MssqlSqlDialect;
import org.apache.calcite.sql.dialect.MysqlSqlDialect;
import org.apache.calcite.sql.dialect.OracleSqlDialect;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;

/**
 * Dialects of other databases that spell text without naming a character set. Text is UTF-8 here, which is not Calcite's standard, so that its
 * dialects would write {@code _UTF-8'text'}, which these databases do not understand.
 */
final class PlainTextDialects implements SqlDialectFactory {
    @Override
    public SqlDialect create(DatabaseMetaData metadata) {
        SqlDialect usual = SqlDialectFactoryImpl.INSTANCE.create(metadata);
        SqlDialect.Context context = SqlDialects.createContext(metadata);
        if (usual instanceof HsqldbSqlDialect) {
            return new HsqldbSqlDialect(context) {
                @Override
                public void quoteStringLiteral(StringBuilder sql, String charset, String text) {
                    super.quoteStringLiteral(sql, null, text);
                }
            };
        } else if (usual instanceof H2SqlDialect) {
            return new H2SqlDialect(context) {
                @Override
                public void quoteStringLiteral(StringBuilder sql, String charset, String text) {
                    super.quoteStringLiteral(sql, null, text);
                }
            };
        } else if (usual instanceof PostgresqlSqlDialect) {
            return new PostgresqlSqlDialect(context) {
                @Override
                public void quoteStringLiteral(StringBuilder sql, String charset, String text) {
                    super.quoteStringLiteral(sql, null, text);
                }
            };
        } else if (usual instanceof MysqlSqlDialect) {
            return new MysqlSqlDialect(context) {
                @Override
                public void quoteStringLiteral(StringBuilder sql, String charset, String text) {
                    super.quoteStringLiteral(sql, null, text);
                }
            };
        } else if (usual instanceof OracleSqlDialect) {
            return new OracleSqlDialect(context) {
                @Override
                public void quoteStringLiteral(StringBuilder sql, String charset, String text) {
                    super.quoteStringLiteral(sql, null, text);
                }
            };
        } else if (usual instanceof MssqlSqlDialect) {
            return new MssqlSqlDialect(context) {
                @Override
                public void quoteStringLiteral(StringBuilder sql, String charset, String text) {
                    super.quoteStringLiteral(sql, null, text);
                }
            };
        }
        return usual;
    }
}
