import { Alert, Button, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useWords } from '../language/index.js';

interface Props {
  readonly children: ReactNode;
  /** Where the officer is: elsewhere it is tried anew. */
  readonly path: string;
}

/** A screen that fails leaves the rest of the console standing. */
export class Unbroken extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });
  override componentDidUpdate(before: Props): void {
    if (this.state.broken && before.path !== this.props.path) this.setState({ broken: false });
  }
  override render = () => (this.state.broken ? <Broken /> : this.props.children);
}

function Broken() {
  const { t } = useWords();
  return (
    <Alert color="red" role="alert" title={t('broken')} m="md">
      <Text size="sm" mb="xs">
        {t('broken.why')}
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
        {t('broken.reload')}
      </Button>
    </Alert>
  );
}
