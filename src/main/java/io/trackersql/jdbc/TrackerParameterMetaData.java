package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import io.trackersql.plan.ResultColumn;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** The parameters of a prepared statement, all of them IN. Immutable. */
final class TrackerParameterMetaData implements ParameterMetaData {
    private final List<ResultColumn> parameters;

    TrackerParameterMetaData(List<ResultColumn> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    private ResultColumn parameter(int index) throws SQLException {
        if (index < 1 || index > parameters.size()) {
            throw SqlErrors.of(
                    Failure.PARAMETER_INDEX,
                    "There is no parameter " + index + "; the statement has " + parameters.size()
                            + " parameters, counted from 1.");
        }
        return parameters.get(index - 1);
    }

    @Override
    public int getParameterCount() {
        return parameters.size();
    }

    @Override
    public int isNullable(int param) throws SQLException {
        return parameter(param).nullable() ? parameterNullable : parameterNoNulls;
    }

    @Override
    public boolean isSigned(int param) throws SQLException {
        return TypeFacts.isNumeric(parameter(param).type());
    }

    @Override
    public int getPrecision(int param) throws SQLException {
        return TypeFacts.size(parameter(param));
    }

    @Override
    public int getScale(int param) throws SQLException {
        return TypeFacts.decimalDigits(parameter(param)).orElse(0);
    }

    @Override
    public int getParameterType(int param) throws SQLException {
        return parameter(param).type().getVendorTypeNumber();
    }

    @Override
    public String getParameterTypeName(int param) throws SQLException {
        return parameter(param).typeName();
    }

    @Override
    public String getParameterClassName(int param) throws SQLException {
        return TypeFacts.className(parameter(param));
    }

    @Override
    public int getParameterMode(int param) throws SQLException {
        parameter(param);
        return parameterModeIn;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapperFor(this, type);
    }
}
