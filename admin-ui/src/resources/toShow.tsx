import { Navigate, Route, useParams } from 'react-router-dom';

function ToShow() {
  const { id = '' } = useParams();
  return <Navigate to={`../${encodeURIComponent(id)}/show`} replace relative="path" />;
}

/** Lets `/connections/conn_...` lead to the page of that row. */
export const toShow = <Route path=":id" element={<ToShow />} />;
